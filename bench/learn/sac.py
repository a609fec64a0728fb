"""SAC on Pendulum in PyTorch, one file in CleanRL's manner, with the settings of Hone's SacSettings.continuous: two layers of 64 rectifiers,
batches of 128, an update of critics, actor, temperature and targets after each step. Prints updates per processor second, without
the first steps, and the mean return of 100 episodes of the middle action.

    OMP_NUM_THREADS=1 python3 bench/learn/sac.py --steps 20000 --seed 0

Needs torch, numpy and gymnasium. One thread.
"""
import argparse
import copy
import math
import time

import gymnasium
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

GAMMA, TAU, BATCH, CAPACITY, FIRST, RATE = 0.99, 0.01, 128, 100_000, 500, 1e-3
LEAST, MOST = -5, 2


def network(n, m):
    return nn.Sequential(nn.Linear(n, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, m))


def act(actor, observation):
    """An action within -1 and 1 and its log-density."""
    mean, spread = actor(observation).chunk(2, dim=-1)
    log_deviation = LEAST + 0.5 * (MOST - LEAST) * (torch.tanh(spread) + 1)
    normal = torch.distributions.Normal(mean, log_deviation.exp())
    u = normal.rsample()
    log_density = normal.log_prob(u) - 2 * (math.log(2) - u - F.softplus(-2 * u))
    return torch.tanh(u), log_density.sum(-1)


def train(total, seed):
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    environment = gymnasium.make("Pendulum-v1")
    actor, one, two = network(3, 2), network(4, 1), network(4, 1)
    slow_one, slow_two = copy.deepcopy(one), copy.deepcopy(two)
    log_alpha = torch.zeros(1, requires_grad=True)
    critic_optimizer = torch.optim.Adam([*one.parameters(), *two.parameters()], lr=RATE)
    actor_optimizer = torch.optim.Adam(actor.parameters(), lr=RATE)
    alpha_optimizer = torch.optim.Adam([log_alpha], lr=RATE)
    seen, after = np.zeros((CAPACITY, 3), np.float32), np.zeros((CAPACITY, 3), np.float32)
    actions, rewards, ended = (np.zeros((CAPACITY, 1), np.float32) for _ in range(3))
    observation = environment.reset(seed=seed)[0]
    spent, updates = 0.0, 0
    for step in range(total):
        if step < FIRST:
            action = draw.uniform(-1, 1, 1).astype(np.float32)
        else:
            with torch.no_grad():
                action = act(actor, torch.tensor(observation))[0].numpy()
        following, reward, terminated, truncated, _ = environment.step(2 * action)
        row = step % CAPACITY
        seen[row], actions[row], rewards[row], after[row], ended[row] = observation, action, reward, following, terminated
        observation = environment.reset()[0] if terminated or truncated else following
        if step + 1 < FIRST:
            continue
        begin = time.process_time()
        rows = draw.integers(0, min(step + 1, CAPACITY), BATCH)
        s, a, r, t, d = (torch.from_numpy(x[rows]) for x in (seen, actions, rewards, after, ended))
        with torch.no_grad():
            alpha = log_alpha.exp().item()
            b, log_density = act(actor, t)
            future = torch.min(slow_one(torch.cat([t, b], 1)), slow_two(torch.cat([t, b], 1))).squeeze(1)
            y = r.squeeze(1) + GAMMA * (1 - d.squeeze(1)) * (future - alpha * log_density)
        inputs = torch.cat([s, a], 1)
        loss = F.mse_loss(one(inputs).squeeze(1), y) + F.mse_loss(two(inputs).squeeze(1), y)
        critic_optimizer.zero_grad()
        loss.backward()
        critic_optimizer.step()
        for parameter in (*one.parameters(), *two.parameters()):
            parameter.requires_grad_(False)
        b, log_density = act(actor, s)
        inputs = torch.cat([s, b], 1)
        loss = (alpha * log_density - torch.min(one(inputs), two(inputs)).squeeze(1)).mean()
        actor_optimizer.zero_grad()
        loss.backward()
        actor_optimizer.step()
        for parameter in (*one.parameters(), *two.parameters()):
            parameter.requires_grad_(True)
        loss = -(log_alpha * (log_density.detach().mean().item() - 1)).sum()
        alpha_optimizer.zero_grad()
        loss.backward()
        alpha_optimizer.step()
        with torch.no_grad():
            for slow, fast in ((slow_one, one), (slow_two, two)):
                for p, q in zip(slow.parameters(), fast.parameters()):
                    p.lerp_(q, TAU)
        spent += time.process_time() - begin
        updates += 1
    return actor, updates / spent, updates


def evaluate(actor, seed):
    environment, returns = gymnasium.make("Pendulum-v1"), []
    for k in range(100):
        observation, total, done = environment.reset(seed=1_000_000 * (seed + 1) + k)[0], 0.0, False
        while not done:
            with torch.no_grad():
                action = 2 * torch.tanh(actor(torch.tensor(observation))[:1]).numpy()
            observation, reward, terminated, truncated, _ = environment.step(action)
            total, done = total + float(reward), terminated or truncated
        returns.append(total)
    return np.mean(returns)


if __name__ == "__main__":
    flags = argparse.ArgumentParser()
    flags.add_argument("--steps", type=int, default=20_000)
    flags.add_argument("--seed", type=int, default=0)
    flags = flags.parse_args()
    torch.set_num_threads(1)
    learnt, rate, updates = train(flags.steps, flags.seed)
    print(f"PyTorch {torch.__version__}: {rate:.0f} updates per processor second, {updates} updates, "
          f"mean return {evaluate(learnt, flags.seed):.1f} over 100 episodes, seed {flags.seed}")
