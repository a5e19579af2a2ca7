"""Steps a second of training an MLP with PyTorch, eager. Run by side_by_side.py, which says what the arguments are."""
import sys
import time

import torch
from torch import nn

SAMPLES = 12_000


def main(shape, batch, threads, warm, seconds):
    sizes = [int(size) for size in shape.split("-")]
    batch = int(batch)
    torch.set_num_threads(int(threads))
    torch.manual_seed(0)
    x = torch.rand(SAMPLES, sizes[0])
    y = ((x - 0.5) @ torch.randn(sizes[0], sizes[-1])).argmax(1)
    xs = [x[i:i + batch].contiguous() for i in range(0, SAMPLES - batch + 1, batch)]
    ys = [y[i:i + batch].contiguous() for i in range(0, SAMPLES - batch + 1, batch)]
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            layers.append(nn.ReLU())
    model = nn.Sequential(*layers)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    step = 0

    def run(limit):
        nonlocal step
        start = time.perf_counter()
        done = 0
        while time.perf_counter() - start < limit:
            for _ in range(100):
                j = step % len(xs)
                step += 1
                optimizer.zero_grad()
                loss = criterion(model(xs[j]), ys[j])
                loss.backward()
                optimizer.step()
            loss.item()
            done += 100
        return done / (time.perf_counter() - start)

    run(float(warm))
    print(run(float(seconds)))


main(*sys.argv[1:6])
