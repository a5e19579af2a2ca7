#!/usr/bin/env python3
"""Measures the workloads W1 to W7 with Crema, PyTorch, JAX and the same by hand in C on OpenBLAS, turn by turn.

    ./crema build && pip install torch jax && python3 bench/all.py
    python3 bench/all.py --workloads W1,W3 --threads 2 --rounds 7
    python3 bench/all.py --model 700-300-90-7 --batch 17 --peers pytorch

Crema runs twice: `crema` is the loop that a cell would write, `%train` is the magic with its figure on. The numbers are medians over the
rounds of steps a second (W7: passes over 10,000 samples), and the ratio of both to each peer. Every round runs all sides of all workloads
once, so that a busy machine slows all of them. README.md here says what the workloads are. `floor` is built with the C compiler, on the
OpenBLAS that Crema uses; a peer that does not know a model is left out.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

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


def floor(options):
    """The program by hand, built; on the OpenBLAS that a run of Crema has unpacked, or on the system's."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    unpacked = sorted(cache.glob("crema/native/openblas-*/libopenblas.so.0"), key=lambda file: file.stat().st_mtime)
    library = [str(unpacked[-1]), f"-Wl,-rpath,{unpacked[-1].parent}"] if unpacked else ["-lopenblas"]
    program = pathlib.Path(tempfile.mkdtemp()) / "floor"
    flags = ["-O3", "-march=native", "-ffast-math"]
    subprocess.run([options.cc, *flags, str(ROOT / "bench" / "floor.c"), "-o", str(program), *library, "-lm"], check=True)
    return [str(program)]


def measure(side, command, workload, options):
    """Steps a second; None where the peer does not know the model."""
    model, batch, kind = workload
    if side == "%train":
        if kind == "inference":
            return None
        kind = "magic"
    sizes = [model, str(batch), str(options.threads), str(options.warm), str(options.seconds), kind]
    done = subprocess.run([*command, *sizes], capture_output=True, text=True)
    if done.returncode == 2 and side == "floor":
        return None
    if done.returncode:
        sys.exit(f"{' '.join([*command, *sizes])} failed:\n{done.stderr}")
    return float(done.stdout.split()[-1])


def show(values):
    return f"{values[-1]:,.0f}" if values else "-"


def main():
    target = ROOT / "kernel-ext" / "target"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workloads", default=",".join(WORKLOADS))
    parser.add_argument("--model", help="instead of the workloads: line, xor, cnn, vgg, or the sizes of the layers of an MLP")
    parser.add_argument("--batch", type=int, help="instead of each workload's own")
    parser.add_argument("--kind", default="manual", choices=["manual", "inference"], help="with --model: what is measured")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--warm", type=float, default=10, help="seconds before the clock starts: on two threads the JIT compiler needs about as long")
    parser.add_argument("--seconds", type=float, default=2, help="seconds measured in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default="pytorch,jax,floor")
    parser.add_argument("--cc", default="cc", help="the C compiler")
    parser.add_argument("--python", default=sys.executable, help="a Python that has the peers")
    parser.add_argument("--classpath", default=os.pathsep.join([str(target / "crema.jar"), str(target / "lib" / "*")]))
    options = parser.parse_args()
    chosen = {name: WORKLOADS[name] for name in options.workloads.split(",")}
    if options.model and ":" in options.model:
        parser.error("side_by_side.py knows models with an activation and an optimiser of their own, JAX and the floor do not")
    if options.model:
        chosen = {options.model: (options.model, 64, options.kind)}
    if options.batch:
        chosen = {name: (model, options.batch, kind) for name, (model, _, kind) in chosen.items()}
    sides = {"crema": java(options.classpath), "%train": java(options.classpath)}
    for peer in filter(None, options.peers.split(",")):
        sides[peer] = floor(options) if peer == "floor" else [options.python, str(ROOT / "bench" / f"{peer}_steps.py")]
    results = {name: {side: [] for side in sides} for name in chosen}
    for number in range(options.rounds):
        for name, workload in chosen.items():
            for side, command in sides.items():
                steps = measure(side, command, workload, options)
                if steps is not None:
                    results[name][side].append(steps)
            print(f"round {number + 1}, {name}: " + ", ".join(f"{s} {show(v)}" for s, v in results[name].items()), flush=True)
    print(f"\nsteps/s, {options.threads} thread(s), OPENBLAS_CORETYPE={os.environ.get('OPENBLAS_CORETYPE', 'unset')}, "
          f"medians of {options.rounds} rounds; in brackets the ratio of crema and of %train to it")
    print(f"{'':8}{'model':>24}{'batch':>6}" + "".join(f"{side:>{12 if side in ('crema', '%train') else 28}}" for side in sides))
    for name, (model, batch, _) in chosen.items():
        medians = {side: statistics.median(values) for side, values in results[name].items() if values}
        print(f"{name:8}{model:>24}{batch:>6}" + "".join(cell(side, medians) for side in sides))


def cell(side, medians):
    own = side in ("crema", "%train")
    if side not in medians:
        text = "-"
    elif own:
        text = f"{medians[side]:,.1f}"
    else:
        ratios = ", ".join(f"{medians[ours] / medians[side]:.2f}x" for ours in ("crema", "%train") if ours in medians)
        text = f"{medians[side]:,.1f} ({ratios})"
    return f"{text:>{12 if own else 28}}"


if __name__ == "__main__":
    main()
