#!/usr/bin/env python3
"""Measures the workloads W1 to W7 with Crema (the loop that a cell would write), PyTorch and JAX, turn by turn.

    ./crema build && pip install torch jax && python3 bench/all.py
    python3 bench/all.py --workloads W1,W3 --threads 2 --rounds 7
    python3 bench/all.py --model 700-300-90-7 --batch 17 --peers pytorch

The numbers are medians over the rounds of steps a second (W7: passes over 10,000 samples), and ratios to each peer. Every round runs all
sides of all workloads once, so that a busy machine slows all of them. README.md here says what the workloads are.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEED = "784-512-256-128-64-10"
WORKLOADS = {
    "W1": (SEED, 12, "manual"),
    "W2": (SEED, 128, "manual"),
    "W3": ("cnn", 64, "manual"),
    "W4": ("line", 10, "manual"),
    "W5": ("xor", 4, "manual"),
    "W6": ("3072-512-256-10", 100, "manual"),
    "W7": (SEED, 1000, "inference"),
}


def java(classpath):
    home = os.environ.get("JAVA_HOME")
    program = str(pathlib.Path(home) / "bin" / "java") if home else "java"
    flags = ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
    return [program, *flags, "-cp", classpath, str(ROOT / "bench" / "CremaSteps.java")]


def measure(command, workload, options):
    model, batch, kind = workload
    sizes = [model, str(batch), str(options.threads), str(options.warm), str(options.seconds), kind]
    done = subprocess.run([*command, *sizes], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join([*command, *sizes])} failed:\n{done.stderr}")
    return float(done.stdout.split()[-1])


def main():
    target = ROOT / "kernel-ext" / "target"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workloads", default=",".join(WORKLOADS))
    parser.add_argument("--model", help="instead of the workloads: line, xor, cnn, vgg, or the sizes of the layers of an MLP")
    parser.add_argument("--batch", type=int, help="instead of each workload's own")
    parser.add_argument("--kind", default="manual", choices=["manual", "inference"], help="with --model: what is measured")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--warm", type=float, default=4, help="seconds before the clock starts")
    parser.add_argument("--seconds", type=float, default=2, help="seconds measured in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default="pytorch,jax")
    parser.add_argument("--python", default=sys.executable, help="a Python that has the peers")
    parser.add_argument("--classpath", default=os.pathsep.join([str(target / "crema.jar"), str(target / "lib" / "*")]))
    options = parser.parse_args()
    chosen = {name: WORKLOADS[name] for name in options.workloads.split(",")}
    if options.model:
        chosen = {options.model: (options.model, 64, options.kind)}
    if options.batch:
        chosen = {name: (model, options.batch, kind) for name, (model, _, kind) in chosen.items()}
    sides = {"crema": java(options.classpath)}
    for peer in filter(None, options.peers.split(",")):
        sides[peer] = [options.python, str(ROOT / "bench" / f"{peer}_steps.py")]
    results = {name: {side: [] for side in sides} for name in chosen}
    for number in range(options.rounds):
        for name, workload in chosen.items():
            for side, command in sides.items():
                results[name][side].append(measure(command, workload, options))
            print(f"round {number + 1}, {name}: " + ", ".join(f"{s} {v[-1]:,.0f}" for s, v in results[name].items()), flush=True)
    print(f"\nsteps/s, {options.threads} thread(s), OPENBLAS_CORETYPE={os.environ.get('OPENBLAS_CORETYPE', 'unset')}, "
          f"medians of {options.rounds} rounds; in brackets Crema's ratio to it")
    print(f"{'':12}{'model':>26}{'batch':>7}" + "".join(f"{side:>22}" for side in sides))
    for name, (model, batch, _) in chosen.items():
        medians = {side: statistics.median(values) for side, values in results[name].items()}
        cells = [f"{value:,.1f}" + ("" if side == "crema" else f" ({medians['crema'] / value:.2f}x)") for side, value in medians.items()]
        print(f"{name:12}{model:>26}{batch:>7}" + "".join(f"{cell:>22}" for cell in cells))


if __name__ == "__main__":
    main()
