#!/usr/bin/env python3
"""Measures how long it takes from the start of a process to the end of the first training step, and the most memory it takes.

    ./crema build && pip install torch jax && python3 bench/start.py
    python3 bench/start.py --model 784-128-10 --batch 32 --rounds 9 --peers pytorch

Crema runs twice: as a program on the class path, and with an AOT cache, as the kernel runs (made here first). The numbers are medians
over the rounds; every round runs all sides once, so that a busy machine slows all of them. The memory is that after --steps steps.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
FLAGS = ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]


def tool(name):
    home = os.environ.get("JAVA_HOME")
    return str(pathlib.Path(home) / "bin" / name) if home else name


def crema(options, folder):
    """The command lines, after compiling the program and rehearsing it for the cache."""
    lib = ROOT / "kernel-ext" / "target" / "lib"
    jars = [str(jar) for jar in sorted(lib.glob("*.jar")) if jar.name.startswith(("crema-tensor", "crema-nn", "openblas", "jspecify"))]
    program = pathlib.Path(folder) / "first.jar"
    subprocess.run([tool("javac"), "-d", folder, "-cp", os.pathsep.join(jars), str(ROOT / "bench" / "FirstStep.java")], check=True)
    subprocess.run([tool("jar"), "cf", str(program), "-C", folder, "FirstStep.class"], check=True)
    path = ["-cp", os.pathsep.join([str(program), *jars]), "FirstStep", options.model, str(options.batch)]
    cache = str(pathlib.Path(folder) / "first.aot")
    rehearsal = [tool("java"), f"-XX:AOTCacheOutput={cache}", *FLAGS, *path, "1"]
    made = subprocess.run(rehearsal, capture_output=True, text=True)
    if made.returncode:
        sys.exit(f"{' '.join(rehearsal)} failed:\n{made.stdout}{made.stderr}")
    steps = str(options.steps)
    return {
        "crema": [tool("java"), *FLAGS, *path, steps],
        "crema, AOT cache": [tool("java"), f"-XX:AOTCache={cache}", *FLAGS, *path, steps],
    }


def measure(command):
    """Milliseconds to the first step, and MiB at the end."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    first = peak = None
    for line in process.stdout:
        if line.startswith("first"):
            first = 1000 * (time.perf_counter() - start)
        if line.startswith("peak"):
            peak = int(line.split()[-2]) / 1024
    errors = process.stderr.read()
    if process.wait() or first is None or peak is None:
        sys.exit(f"{' '.join(command)} failed:\n{errors}")
    return first, peak


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="784-512-256-128-64-10", help="sizes of the layers of an MLP")
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default="pytorch,jax")
    parser.add_argument("--python", default=sys.executable, help="a Python that has the peers")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sides = crema(options, folder)
        for peer in filter(None, options.peers.split(",")):
            script = str(ROOT / "bench" / "first_step.py")
            sides[peer] = [options.python, script, peer, options.model, str(options.batch), str(options.steps)]
        results = {side: [] for side in sides}
        for number in range(options.rounds):
            for side, command in sides.items():
                results[side].append(measure(command))
            print(f"round {number + 1}: " + ", ".join(f"{s} {v[-1][0]:,.0f} ms {v[-1][1]:,.0f} MiB" for s, v in results.items()), flush=True)
    print(f"\n{options.model}, batch {options.batch}, medians of {options.rounds} rounds; in brackets the ratio to Crema without a cache")
    medians = {side: [statistics.median(column) for column in zip(*values)] for side, values in results.items()}
    base = medians["crema"]
    for side, (first, peak) in medians.items():
        print(f"  {side:18} first step {first:8,.0f} ms ({first / base[0]:5.2f}x)   peak memory {peak:8,.0f} MiB ({peak / base[1]:5.2f}x)")


main()
