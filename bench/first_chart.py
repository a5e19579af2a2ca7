#!/usr/bin/env python3
"""How long the first chart takes in a kernel that just started, beside the first sum, each the first cell of a fresh kernel.

    ./crema build && ./crema install --user && pip install jupyter_client
    python3 bench/first_chart.py [--rounds 5] [--kernel crema]
"""
import argparse
import statistics
import time

from jupyter_client.manager import KernelManager

CELLS = {"1 + 1": "1 + 1", "chart": "Plot.line(new double[] {1, 3, 2})",
         "curves": "var h = new History(\"run\"); for (int i = 1; i < 30; i++) { h.add(\"loss\", 1.0 / i); h.add(\"val_loss\", 1.2 / i); }\nPlot.loss(h)"}


def first(kernel, code, pause):
    manager = KernelManager(kernel_name=kernel)
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
        time.sleep(pause)
        start = time.perf_counter()
        reply = client.execute_interactive(code, timeout=120, output_hook=lambda message: None)
        assert reply["content"]["status"] == "ok", reply["content"]
        cold = time.perf_counter() - start
        start = time.perf_counter()
        client.execute_interactive(code, timeout=120, output_hook=lambda message: None)
        return 1000 * cold, 1000 * (time.perf_counter() - start)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--kernel", default="crema")
    options.add_argument("--pause", type=float, default=1, help="seconds between start and cell: the time it takes to type")
    given = options.parse_args()
    times = {name: [] for name in CELLS}
    for _ in range(given.rounds):
        for name, code in CELLS.items():
            times[name].append(first(given.kernel, code, given.pause))
    for name, rounds in times.items():
        cold = [one for one, _ in rounds]
        print(f"{name:8s} first {statistics.median(cold):6.0f} ms (best {min(cold):.0f}), "
              f"again {statistics.median([two for _, two in rounds]):6.0f} ms")


if __name__ == "__main__":
    main()
