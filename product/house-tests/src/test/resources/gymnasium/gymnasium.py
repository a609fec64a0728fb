"""As much of Gymnasium's interface as examples/gymnasium_env.py uses, so that the example is tested where Gymnasium is not installed."""
import array


class Limits(array.array):
    def flatten(self):
        return list(self)


class Numbers:
    def __init__(self, low, high):
        self.low, self.high = Limits("f", low), Limits("f", high)


class Choices:
    def __init__(self, n):
        self.n = n


class Cart:
    """Rolls to the side it is pushed to; ends beyond 3, is cut off after 20 steps."""

    observation_space = Numbers([-5, float("-inf")], [5, float("inf")])
    action_space = Choices(2)

    def reset(self, seed):
        self.place, self.time = (seed % 100) / 100, 0
        return Limits("f", [self.place, 0]), {}

    def step(self, action):
        self.place, self.time = self.place + (1 if action == 1 else -1), self.time + 1
        return Limits("f", [self.place, self.time]), 1, abs(self.place) > 3, self.time >= 20, {}


def make(name):
    return {"Cart-v0": Cart}[name]()
