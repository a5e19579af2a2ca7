"""Steps a second of training a model with PyTorch, eager, or passes a second over 10,000 samples. Run by side_by_side.py and all.py."""
import sys
import time

import torch
from torch import nn

import marks

SAMPLES = 12_000


def mlp(sizes, activation):
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            layers.append(activation())
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


def xor():
    layers = []
    for inputs, outputs in ((2, 10), (10, 10), (10, 10), (10, 1)):
        layers += [nn.Linear(inputs, outputs), nn.Sigmoid()]
    return nn.Sequential(*layers)


def classes(model, count, shape):
    x = torch.rand(shape)
    flat = x.flatten(1)
    return model, x, ((flat - 0.5) @ torch.randn(flat.shape[1], count)).argmax(1), nn.CrossEntropyLoss(), 0.01


def workload(name):
    """Model, data, loss and rate: a line through ten points, xor, images like MNIST's or CIFAR's, or the sizes of an MLP."""
    if name == "line":
        x = torch.arange(10.0).view(-1, 1) / 10
        return nn.Linear(1, 1), x, 3 * x + 2, nn.MSELoss(), 0.01
    if name == "xor":
        x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
        return xor(), x, torch.tensor([[0.0], [1], [1], [0]]), nn.BCELoss(), 0.5
    if name == "cnn":
        return classes(cnn(), 10, (SAMPLES, 1, 28, 28))
    if name == "vgg":
        return classes(vgg(), 10, (SAMPLES // 6, 3, 32, 32))
    widths, *own = name.split(":")
    sizes = [int(size) for size in widths.split("-")]
    return classes(mlp(sizes, nn.Tanh if own[:1] == ["tanh"] else nn.ReLU), sizes[-1], (SAMPLES, sizes[0]))


def main(name, batch, threads, warm, seconds, kind="manual"):
    batch = int(batch)
    torch.set_num_threads(int(threads))
    torch.manual_seed(0)
    model, x, y, criterion, rate = workload(name)
    xs = [x[i:i + batch].contiguous() for i in range(0, len(x) - batch + 1, batch)]
    ys = [y[i:i + batch].contiguous() for i in range(0, len(x) - batch + 1, batch)]
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001) if name.endswith(":adam") else torch.optim.SGD(model.parameters(), lr=rate)
    step = 0

    def one():
        nonlocal step
        j = step % len(xs)
        step += 1
        optimizer.zero_grad()
        loss = criterion(model(xs[j]), ys[j])
        loss.backward()
        optimizer.step()
        return loss

    def train():
        for _ in range(99):
            one()
        one().item()
        return 100

    def infer():
        with torch.inference_mode():
            for i in range(10_000 // batch):
                model(xs[i]).argmax(1).sum().item()
        return 1

    def run(limit):
        start = time.perf_counter()
        done = 0
        while time.perf_counter() - start < limit:
            done += infer() if kind == "inference" else train()
        return done / (time.perf_counter() - start)

    if kind == "first":
        marks.first(lambda: one().item(), float(seconds))
        return
    run(float(warm))
    print(run(float(seconds)))


main(*sys.argv[1:7])
