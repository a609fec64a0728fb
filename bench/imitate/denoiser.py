"""The update of imitate's MLP denoiser in PyTorch, with Hone's settings: chunks of 16 x 10 numbers, 30 numbers seen, three hidden layers of 256
SiLU units, batches of 256 windows drawn from 2,800, 50 times of a squared-cosine schedule, AdamW. Prints milliseconds of processor time an update,
without the first hundred.

    OMP_NUM_THREADS=1 python3 bench/imitate/denoiser.py --steps 2000 --seed 0

Needs torch. One thread. DenoiserBench is its counterpart.
"""
import argparse
import math
import time

import torch
from torch import nn

SEEN, DONE, HORIZON, WINDOWS, BATCH, TIMES, EMBEDDED, HIDDEN = 30, 10, 16, 2800, 256, 50, 32, 256
CHUNK = HORIZON * DONE


def embeddings():
    half = EMBEDDED // 2
    frequency = 10_000 ** (-torch.arange(half) / (half - 1))
    angle = torch.arange(TIMES)[:, None] * frequency
    return torch.cat([angle.sin(), angle.cos()], dim=1)


def kept():
    """What is left of a chunk's square at each time."""
    f = torch.cos((torch.arange(TIMES + 1) / TIMES + 0.008) / 1.008 * math.pi / 2) ** 2
    return torch.cumprod((f[1:] / f[:-1]).clamp(min=0.001), 0)


def train(steps, seed):
    torch.manual_seed(seed)
    seen, chunks = torch.rand(WINDOWS, SEEN) * 2 - 1, torch.rand(WINDOWS, CHUNK) * 2 - 1
    embedded, square = embeddings(), kept()
    signal, noisy = square.sqrt(), (1 - square).sqrt()
    weight = (square / (1 - square)).clamp(1, 5)
    network = nn.Sequential(
        nn.Linear(CHUNK + SEEN + EMBEDDED, HIDDEN), nn.SiLU(), nn.Linear(HIDDEN, HIDDEN), nn.SiLU(),
        nn.Linear(HIDDEN, HIDDEN), nn.SiLU(), nn.Linear(HIDDEN, CHUNK))
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1e-6)
    begin = loss = 0
    for step in range(100 + steps):
        if step == 100:
            begin = time.process_time()
        window, t = torch.randint(WINDOWS, (BATCH,)), torch.randint(TIMES, (BATCH,))
        chunk, noise = chunks[window], torch.randn(BATCH, CHUNK)
        inputs = torch.cat([signal[t, None] * chunk + noisy[t, None] * noise, seen[window], embedded[t]], dim=1)
        loss = (weight[t, None] * (network(inputs) - chunk).square()).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    spent = time.process_time() - begin
    print(f"PyTorch {torch.__version__}: {1000 * spent / steps:.2f} ms an update, loss {loss.item():.4f}")


if __name__ == "__main__":
    flags = argparse.ArgumentParser()
    flags.add_argument("--steps", type=int, default=2000)
    flags.add_argument("--seed", type=int, default=0)
    flags = flags.parse_args()
    torch.set_num_threads(1)
    train(flags.steps, flags.seed)
