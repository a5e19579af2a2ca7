#!/usr/bin/env python3
"""Trains the same model with Crema and with PyTorch, turn by turn, and prints steps a second and their ratio.

    ./crema build && pip install torch && python3 bench/side_by_side.py
    python3 bench/side_by_side.py --model 700-300-90-7 --batch 17 --threads 2 --rounds 5
    python3 bench/side_by_side.py --model cnn --batch 64

Crema runs twice: `manual` is the loop that a cell would write, `trainer` is `Trainer` (what %train calls). The numbers are medians
over the rounds; every round runs all sides once, so that a busy machine slows all of them. OPENBLAS_CORETYPE is passed on as it is.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def java():
    home = os.environ.get("JAVA_HOME")
    return str(pathlib.Path(home) / "bin" / "java") if home else "java"


def crema(options, kind):
    target = ROOT / "kernel-ext" / "target"
    path = os.pathsep.join([str(target / "crema.jar"), str(target / "lib" / "*")])
    flags = ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
    return [java(), *flags, "-cp", path, str(ROOT / "bench" / "CremaSteps.java"), *arguments(options), kind]


def arguments(options):
    return [options.model, str(options.batch), str(options.threads), str(options.warm), str(options.seconds)]


def measure(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return float(done.stdout.split()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="784-512-256-128-64-10", help="sizes of the layers of an MLP, with ReLU and SGD or what is said behind colons (700-300-90-7:tanh:adam); cnn (MNIST) or vgg (CIFAR)")
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--warm", type=float, default=10, help="seconds before the clock starts: on two threads the JIT compiler needs about as long")
    parser.add_argument("--seconds", type=float, default=3, help="seconds measured in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--python", default=sys.executable, help="a Python that has torch")
    options = parser.parse_args()
    torch = [options.python, str(ROOT / "bench" / "pytorch_steps.py"), *arguments(options)]
    sides = {"crema, manual loop": crema(options, "manual"), "crema, trainer": crema(options, "trainer"), "pytorch": torch}
    results = {side: [] for side in sides}
    for number in range(options.rounds):
        for side, command in sides.items():
            results[side].append(measure(command))
        print(f"round {number + 1}: " + ", ".join(f"{side} {values[-1]:,.0f}" for side, values in results.items()), flush=True)
    print(f"\n{options.model}, batch {options.batch}, {options.threads} thread(s), "
          f"OPENBLAS_CORETYPE={os.environ.get('OPENBLAS_CORETYPE', 'unset')}, medians of {options.rounds} rounds")
    base = statistics.median(results["pytorch"])
    for side, values in results.items():
        middle = statistics.median(values)
        print(f"  {side:20} {middle:10,.0f} steps/s   {middle / base:5.2f} x PyTorch")


main()
