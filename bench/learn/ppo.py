"""PPO on CartPole in PyTorch, one file in CleanRL's manner, with the settings of Hone's PpoSettings.discrete: 8 environments, 32 steps, 20
epochs of one batch of 256, two layers of 64 tanh units each for actor and critic. Prints steps per processor second and the mean
return of 100 episodes of the likeliest action.

    OMP_NUM_THREADS=1 python3 bench/learn/ppo.py --steps 100000 --seed 0

Needs torch, numpy and gymnasium. One thread.
"""
import argparse
import time

import gymnasium
import numpy as np
import torch
from torch import nn

ENVIRONMENTS, STEPS, EPOCHS, BATCH = 8, 32, 20, 256
GAMMA, LAMBDA, CLIP, RATE, VALUE, NORM = 0.98, 0.8, 0.2, 1e-3, 0.5, 0.5


def network(sizes, last):
    layers = []
    for i, (n, m) in enumerate(zip(sizes, sizes[1:])):
        layer = nn.Linear(n, m)
        end = i == len(sizes) - 2
        nn.init.orthogonal_(layer.weight, last if end else 2**0.5)
        nn.init.zeros_(layer.bias)
        layers += [layer] if end else [layer, nn.Tanh()]
    return nn.Sequential(*layers)


def train(total, seed):
    torch.manual_seed(seed)
    shuffle = np.random.default_rng(seed)
    environments = gymnasium.vector.SyncVectorEnv(
        [lambda: gymnasium.make("CartPole-v1")] * ENVIRONMENTS,
        autoreset_mode=gymnasium.vector.AutoresetMode.SAME_STEP,
    )
    actor, critic = network([4, 64, 64, 2], 0.01), network([4, 64, 64, 1], 1.0)
    optimizer = torch.optim.Adam([*actor.parameters(), *critic.parameters()], lr=RATE, eps=1e-5)
    shape = (STEPS, ENVIRONMENTS)
    seen = torch.zeros(*shape, 4)
    actions, logs, rewards, values = (torch.zeros(shape) for _ in range(4))
    ended, after = torch.zeros(shape), torch.zeros(shape)
    observation = torch.tensor(environments.reset(seed=seed)[0])
    iterations = -(-total // (STEPS * ENVIRONMENTS))
    for iteration in range(iterations):
        optimizer.param_groups[0]["lr"] = RATE * (1 - iteration / iterations)
        with torch.no_grad():
            for t in range(STEPS):
                seen[t] = observation
                chosen = torch.distributions.Categorical(logits=actor(observation))
                actions[t] = action = chosen.sample()
                logs[t], values[t] = chosen.log_prob(action), critic(observation).squeeze(1)
                following, reward, terminated, truncated, info = environments.step(action.numpy())
                rewards[t] = torch.tensor(reward)
                ended[t] = torch.tensor(terminated | truncated)
                observation = torch.tensor(following)
                after[t] = critic(observation).squeeze(1)
                for i in np.flatnonzero(truncated & ~terminated):  # what was cut off had a future
                    after[t, i] = critic(torch.tensor(info["final_obs"][i])).squeeze()
                after[t] *= torch.tensor(~terminated)
            advantages, last = torch.zeros(shape), torch.zeros(ENVIRONMENTS)
            for t in reversed(range(STEPS)):
                last = rewards[t] + GAMMA * after[t] - values[t] + GAMMA * LAMBDA * (1 - ended[t]) * last
                advantages[t] = last
        flat = [x.reshape(STEPS * ENVIRONMENTS, *x.shape[2:]) for x in (seen, actions, logs, advantages, advantages + values)]
        for _ in range(EPOCHS):
            order = shuffle.permutation(STEPS * ENVIRONMENTS)
            for start in range(0, len(order), BATCH):
                o, a, old, advantage, target = (x[order[start : start + BATCH]] for x in flat)
                now = torch.distributions.Categorical(logits=actor(o))
                ratio = (now.log_prob(a) - old).exp()
                advantage = (advantage - advantage.mean()) / (advantage.std() + 1e-8)
                policy = -torch.min(advantage * ratio, advantage * ratio.clamp(1 - CLIP, 1 + CLIP)).mean()
                loss = policy + VALUE * 0.5 * (critic(o).squeeze(1) - target).square().mean()
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_([*actor.parameters()], NORM)
                nn.utils.clip_grad_norm_([*critic.parameters()], NORM)
                optimizer.step()
    return actor, iterations * STEPS * ENVIRONMENTS


def evaluate(actor, seed):
    environment, returns = gymnasium.make("CartPole-v1"), []
    for k in range(100):
        observation, total, done = environment.reset(seed=1_000_000 * (seed + 1) + k)[0], 0, False
        while not done:
            with torch.no_grad():
                action = int(actor(torch.tensor(observation)).argmax())
            observation, reward, terminated, truncated, _ = environment.step(action)
            total, done = total + reward, terminated or truncated
        returns.append(total)
    return np.mean(returns)


if __name__ == "__main__":
    flags = argparse.ArgumentParser()
    flags.add_argument("--steps", type=int, default=100_000)
    flags.add_argument("--seed", type=int, default=0)
    flags = flags.parse_args()
    torch.set_num_threads(1)
    begin = time.process_time()
    learnt, steps = train(flags.steps, flags.seed)
    seconds = time.process_time() - begin
    print(f"PyTorch {torch.__version__}: {steps / seconds:.0f} steps per processor second, {seconds:.1f} s for {steps} steps, "
          f"mean return {evaluate(learnt, flags.seed):.1f} over 100 episodes, seed {flags.seed}")
