#!/usr/bin/env python3
"""Measures Jupyter kernels turn by turn: start to the first cell, a trivial cell, a completion, 100,000 printed lines, idling.

    pip install jupyter_client ipykernel jjava psutil && ./crema install --sys-prefix
    python3 bench/kernel_side_by_side.py [--rounds 5] [--kernels crema,python3,java] [--idle 40]

Every round starts each kernel once, so that a busy machine slows all of them. The numbers are medians over the rounds, and the
ratio to ipykernel's. As a front end does, a round asks `kernel_info` until a reply has come and the channel for output is connected;
then it sends the first cell. A cell ends when its reply and its `idle` have both come. `cpu` is the processor time from the start to
the first result: it hardly depends on what else runs. The last round also runs a short lab (Crema trains an MLP) and then leaves the
kernel alone: its memory (PSS: a page that n processes share counts 1/n) and what it takes of one core are those at the end.
"""
import argparse
import pathlib
import queue
import statistics
import sys
import time

import psutil
from jupyter_client.manager import KernelManager

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "src" / "test" / "python"))
from lab import LAB  # noqa: E402

JAVA_LINES = 'for (int i = 0; i < 100_000; i++) System.out.println("line " + i);'
CODE = {
    "python3": {"lines": "for i in range(100_000): print('line', i)", "complete": "import sys; sys.stdout.wri", "lab": []},
    "java": {"lines": JAVA_LINES, "complete": "System.out.pri", "lab": []},
    "crema": {"lines": JAVA_LINES, "complete": "System.out.pri", "lab": LAB},
}
ROWS = ["first cell s", "cpu s", "trivial cell, fresh ms", "trivial cell, warm ms", "completion ms", "100,000 lines s", "lines arrived"]
IDLE_ROWS = ["idle memory, PSS MB", "idle % of a core"]
LOST = 5  # seconds after the reply, when an `idle` that has not come counts as lost
IDLE_SECONDS = 20


class Kernel:
    def __init__(self, name):
        self.name = name
        self.code = CODE.get(name, CODE["java"])
        self.start = time.perf_counter()
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.blocking_client()
        self.client.start_channels()

    def processes(self):
        parent = psutil.Process(self.manager.provisioner.process.pid)
        return [parent, *parent.children(recursive=True)]

    def cpu(self):
        return sum(sum(process.cpu_times()[:2]) for process in self.processes())

    def wait_for_ready(self):
        """Asks again only while output is not connected: what a kernel publishes before is lost, whichever kernel it is."""
        self.client.kernel_info()
        self.client.get_shell_msg(timeout=60)
        while True:
            try:
                self.client.get_iopub_msg(timeout=0.02)
                return
            except queue.Empty:
                self.client.kernel_info()
                self.client.get_shell_msg(timeout=60)

    def run(self, code):
        """Seconds until reply and idle, and the printed text."""
        start, text, reply, idle = time.perf_counter(), [], False, False
        msg_id = self.client.execute(code)
        ended = replied = start
        while not (reply and idle):
            if reply and time.perf_counter() - replied > LOST:
                print(f"{self.name} lost the idle of {code[:30]!r}", flush=True)
                return replied - start, "".join(text)
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
            ended = time.perf_counter()
        return ended - start, "".join(text)

    def complete(self):
        code = self.code["complete"]
        start = time.perf_counter()
        msg_id = self.client.complete(code, len(code))
        while self.client.get_shell_msg(timeout=30)["parent_header"].get("msg_id") != msg_id:
            pass
        return time.perf_counter() - start

    def trivial(self, count):
        return statistics.median(self.run("1+1")[0] for _ in range(count)) * 1e3

    def measure(self):
        self.wait_for_ready()
        self.run("1+1")
        first = time.perf_counter() - self.start
        cpu = self.cpu()
        fresh = self.trivial(40)
        self.trivial(60)
        warm = self.trivial(40)
        self.complete()
        completion = statistics.median(self.complete() for _ in range(10))
        seconds, text = self.run(self.code["lines"])
        return [first, cpu, fresh, warm, completion * 1e3, seconds, text.count("\n")]

    def idle(self, settle):
        """Megabytes and percent of a core, some time after the last cell."""
        for cell in self.code["lab"]:
            self.run(cell)
        time.sleep(settle)
        before = self.cpu()
        time.sleep(IDLE_SECONDS)
        used = 100 * (self.cpu() - before) / IDLE_SECONDS
        full = [process.memory_full_info() for process in self.processes()]
        return [sum(getattr(each, "pss", each.uss) for each in full) / 1e6, used]

    def close(self):
        processes = self.processes()
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        for process in processes:
            if process.is_running():
                process.kill()


def table(rows, names, values):
    base = values.get("python3")
    for i, row in enumerate(rows):
        cells = []
        for name in names:
            ratio = f" ({values[name][i] / base[i]:.2f}x)" if base and base[i] else ""
            cells.append(f"{values[name][i]:,.2f}{ratio}".rjust(22))
        print(f"{row:24}" + "".join(cells))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kernels", default="crema,python3,java")
    parser.add_argument("--idle", type=int, default=40, help="seconds to leave a kernel alone before its memory is read; 0: not at all")
    options = parser.parse_args()
    names = options.kernels.split(",")
    measured, idle = {name: [] for name in names}, {}
    for number in range(options.rounds):
        for name in names:
            kernel = Kernel(name)
            try:
                measured[name].append(kernel.measure())
                if options.idle and number == options.rounds - 1:
                    idle[name] = kernel.idle(options.idle)
            finally:
                kernel.close()
    print(f"{'':24}" + "".join(f"{name:>22}" for name in names))
    table(ROWS, names, {name: [statistics.median(column) for column in zip(*rounds)] for name, rounds in measured.items()})
    if idle:
        table(IDLE_ROWS, names, idle)


if __name__ == "__main__":
    main()
