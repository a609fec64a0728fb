"""A Gymnasium environment for Hone, a JSON line a step: ./hone env check "command:python3 examples/gymnasium_env.py CartPole-v1"
A second argument adds to what it says of itself: '{"scale": {"random": 0, "best": 1, "gamma": 0.95, "episodes": 500}}'."""
import json, math, sys
import gymnasium

env = gymnasium.make(sys.argv[1])
more = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
ends = lambda limits: [float(x) if math.isfinite(x) else None for x in limits.flatten()]
space = lambda s: {"choices": int(s.n)} if hasattr(s, "n") else {"low": ends(s.low), "high": ends(s.high)}
seen = lambda o: int(o) if hasattr(env.observation_space, "n") else [float(x) for x in o.flatten()]
done = lambda a: a if hasattr(env.action_space, "n") else env.action_space.low.dtype.type(a).reshape(env.action_space.shape)

for line in sys.stdin:
    ask = json.loads(line)
    if ask["request"] == "spaces":
        answer = {"name": sys.argv[1].lower().replace("/", "-"), "observations": space(env.observation_space), "actions": space(env.action_space), **more}
    elif ask["request"] == "reset":
        answer = {"observation": seen(env.reset(seed=ask["seed"])[0])}
    else:
        o, reward, terminated, truncated, _ = env.step(done(ask["action"]))
        answer = {"observation": seen(o), "reward": float(reward), "terminated": bool(terminated), "truncated": bool(truncated)}
    print(json.dumps(answer), flush=True)
