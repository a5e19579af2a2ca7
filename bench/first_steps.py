#!/usr/bin/env python3
"""Measures how long the first 1, 10, 100 … steps of a manual loop take in a fresh process, beside PyTorch and JAX.

    ./crema build && pip install torch jax && python3 bench/first_steps.py
    python3 bench/first_steps.py --model 784-512-256-128-64-10 --batch 12 --rounds 9

The clock starts with the first step: model and data are there, nothing is compiled. The loss is read after every step. The numbers are
medians over the rounds, in milliseconds; every round runs all sides once. What comes before the first step, start.py measures.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import all as bench


def measure(command, options):
    """Milliseconds by the number of steps."""
    arguments = [options.model, str(options.batch), str(options.threads), "0", str(options.seconds), "first"]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join([*command, *arguments])} failed:\n{done.stderr}")
    return {int(line.split()[0]): float(line.split()[1]) for line in done.stdout.splitlines()}


def main():
    target = bench.ROOT / "kernel-ext" / "target"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="xor", help="line, xor, cnn, vgg, or the sizes of the layers of an MLP")
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=5, help="each side trains for so long")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default="pytorch,jax")
    parser.add_argument("--python", default=sys.executable, help="a Python that has the peers")
    parser.add_argument("--classpath", default=os.pathsep.join([str(target / "crema.jar"), str(target / "lib" / "*")]))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sides = {"crema": compiled(options.classpath, folder)}
        for peer in filter(None, options.peers.split(",")):
            sides[peer] = [options.python, str(bench.ROOT / "bench" / f"{peer}_steps.py")]
        results = {side: [] for side in sides}
        for number in range(options.rounds):
            for side, command in sides.items():
                results[side].append(measure(command, options))
            print(f"round {number + 1}: " + ", ".join(f"{s} {show(r[-1])}" for s, r in results.items()), flush=True)
    print(f"\n{options.model}, batch {options.batch}, {options.threads} thread(s): milliseconds to the end of so many steps, medians of "
          f"{options.rounds} rounds")
    for side, rounds in results.items():
        counts = [count for count in rounds[0] if all(count in times for times in rounds)]
        print(f"  {side:10}" + show({count: statistics.median(times[count] for times in rounds) for count in counts}))


def compiled(classpath, folder):
    """The command line of Crema's side: the program compiled, because javac in the same process would warm up the JVM."""
    program, *flags, _, _, source = bench.java(classpath)
    subprocess.run([program + "c", "-d", folder, "-cp", classpath, source], check=True)
    return [program, *flags, "-cp", os.pathsep.join([folder, classpath]), pathlib.Path(source).stem]


def show(times):
    return "  ".join(f"{count:,}: {ms:,.0f}" for count, ms in times.items())


if __name__ == "__main__":
    main()
