"""Steps a second of training a model with PyTorch, eager. Run by side_by_side.py, which says what the arguments are."""
import sys
import time

import torch
from torch import nn

SAMPLES = 12_000


def mlp(sizes):
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            layers.append(nn.ReLU())
    return nn.Sequential(*layers)


def cnn():
    return nn.Sequential(nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Flatten(), nn.Linear(1600, 10))


def vgg():
    layers = []
    channels = 3
    for out in (32, 64, 128):
        layers += [nn.Conv2d(channels, out, 3, padding=1), nn.ReLU(), nn.Conv2d(out, out, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        channels = out
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(2048, 256), nn.ReLU(), nn.Linear(256, 10))


def workload(name):
    """What is trained, and the shape of its data: cnn on images like MNIST's, vgg on images like CIFAR's, or the sizes of an MLP."""
    if name == "cnn":
        return cnn(), (SAMPLES, 1, 28, 28), 10
    if name == "vgg":
        return vgg(), (SAMPLES // 6, 3, 32, 32), 10
    sizes = [int(size) for size in name.split("-")]
    return mlp(sizes), (SAMPLES, sizes[0]), sizes[-1]


def main(name, batch, threads, warm, seconds):
    batch = int(batch)
    torch.set_num_threads(int(threads))
    torch.manual_seed(0)
    model, shape, classes = workload(name)
    x = torch.rand(shape)
    flat = x.flatten(1)
    y = ((flat - 0.5) @ torch.randn(flat.shape[1], classes)).argmax(1)
    xs = [x[i:i + batch].contiguous() for i in range(0, len(x) - batch + 1, batch)]
    ys = [y[i:i + batch].contiguous() for i in range(0, len(x) - batch + 1, batch)]
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    step = 0

    def run(limit):
        nonlocal step
        start = time.perf_counter()
        done = 0
        while time.perf_counter() - start < limit:
            steps = min(100, len(xs))
            for _ in range(steps):
                j = step % len(xs)
                step += 1
                optimizer.zero_grad()
                loss = criterion(model(xs[j]), ys[j])
                loss.backward()
                optimizer.step()
            loss.item()
            done += steps
        return done / (time.perf_counter() - start)

    run(float(warm))
    print(run(float(seconds)))


main(*sys.argv[1:6])
