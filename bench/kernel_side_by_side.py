#!/usr/bin/env python3
"""Measures Jupyter kernels turn by turn: start to the first cell, a trivial cell, a completion, 100,000 printed lines.

    pip install jupyter_client ipykernel jjava && ./crema install --sys-prefix
    python3 bench/kernel_side_by_side.py [--rounds 5] [--kernels crema,python3,java]

Every round starts each kernel once, so that a busy machine slows all of them. The numbers are medians over the rounds, and the
ratio to ipykernel's. `cpu` is the processor time from the start to the first result: it hardly depends on what else runs.
"""
import argparse
import queue
import statistics
import time

import psutil
from jupyter_client.manager import KernelManager

CODE = {
    "python3": {"lines": "for i in range(100_000): print('line', i)", "complete": "import sys; sys.stdout.wri"},
    "java": {"lines": 'for (int i = 0; i < 100_000; i++) System.out.println("line " + i);', "complete": "System.out.pri"},
}
ROWS = ["first cell s", "cpu s", "trivial cell ms", "completion ms", "100,000 lines s", "lines arrived", "memory MB"]


class Kernel:
    def __init__(self, name):
        self.code = CODE.get(name, CODE["java"])
        self.start = time.perf_counter()
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.blocking_client()
        self.client.start_channels()

    def processes(self):
        parent = psutil.Process(self.manager.provisioner.process.pid)
        return [parent, *parent.children(recursive=True)]

    def wait_for_ready(self):
        """As a front end does, but asking often: the client's own method waits a second between questions."""
        while True:
            self.client.kernel_info()
            try:
                self.client.get_shell_msg(timeout=0.25)
                return
            except queue.Empty:
                pass

    def run(self, code):
        """Seconds until reply and idle, and the printed text."""
        start, text, reply, idle = time.perf_counter(), [], False, False
        msg_id = self.client.execute(code)
        replied = None
        while not (reply and idle):
            if replied and time.perf_counter() - replied > 5:
                break  # some kernels lose the idle
            try:
                message = self.client.get_iopub_msg(timeout=0.002 if not reply else 0.2)
                if message["parent_header"].get("msg_id") == msg_id:
                    idle = idle or message["content"].get("execution_state") == "idle"
                    if message["msg_type"] == "stream":
                        text.append(message["content"]["text"])
            except queue.Empty:
                pass
            try:
                message = self.client.get_shell_msg(timeout=0)
                if message["parent_header"].get("msg_id") == msg_id:
                    reply, replied = True, time.perf_counter()
            except queue.Empty:
                pass
        return time.perf_counter() - start, "".join(text)

    def complete(self):
        code = self.code["complete"]
        start = time.perf_counter()
        msg_id = self.client.complete(code, len(code))
        while self.client.get_shell_msg(timeout=30)["parent_header"].get("msg_id") != msg_id:
            pass
        return time.perf_counter() - start

    def measure(self):
        self.wait_for_ready()
        self.run("1+1")
        first = time.perf_counter() - self.start
        cpu = sum(sum(process.cpu_times()[:2]) for process in self.processes())
        cells = statistics.median(self.run("1+1")[0] for _ in range(40))
        self.complete()
        completion = statistics.median(self.complete() for _ in range(10))
        seconds, text = self.run(self.code["lines"])
        memory = sum(process.memory_info().rss for process in self.processes()) / 1e6
        return [first, cpu, cells * 1e3, completion * 1e3, seconds, text.count("\n"), memory]

    def close(self):
        processes = self.processes()
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        for process in processes:
            if process.is_running():
                process.kill()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kernels", default="crema,python3,java")
    options = parser.parse_args()
    names = options.kernels.split(",")
    measured = {name: [] for name in names}
    for _ in range(options.rounds):
        for name in names:
            kernel = Kernel(name)
            try:
                measured[name].append(kernel.measure())
            finally:
                kernel.close()
    medians = {name: [statistics.median(column) for column in zip(*rounds)] for name, rounds in measured.items()}
    base = medians.get("python3")
    print(f"{'':18}" + "".join(f"{name:>22}" for name in names))
    for i, row in enumerate(ROWS):
        cells = []
        for name in names:
            ratio = f" ({medians[name][i] / base[i]:.2f}x)" if base and base[i] else ""
            cells.append(f"{medians[name][i]:,.2f}{ratio}".rjust(22))
        print(f"{row:18}" + "".join(cells))


if __name__ == "__main__":
    main()
