#!/usr/bin/env python3
"""Measures how long an interrupt takes: milliseconds from the request to the cell's reply, and whether the next cell works.

    ./crema build && pip install jupyter_client && ./crema install --sys-prefix
    python3 bench/interrupt.py [--rounds 5] [--kernel crema] [--only sleep,regex]

All cells of a round run in one kernel, as a notebook's do. Loops of the user's own code are to stop within 100 ms; loops inside libraries
cannot be stopped, so the reply is to come within a second and to name the thread that was left behind. `+` marks a median above its bar.
"""
import argparse
import queue
import statistics
import sys
import time

from jupyter_client.manager import KernelManager

OWN, LIBRARY = 100, 1000
CASES = {
    "while (true)": ("while (true) {}", OWN),
    "empty for": ("for (;;) ;", OWN),
    "counting loop": ("long n = 0; while (n >= 0) n += 2;", OWN),
    "recursion": ("long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nfib(80)", OWN),
    "catch Throwable": ("while (true) { try { while (true) {} } catch (Throwable t) {} }", OWN),
    "lambda in forEach": ("Stream.of(1).forEach(i -> { while (true) {} });", OWN),
    "lambda in filter": ("LongStream.iterate(1, x -> x + 1).filter(x -> x < 0).findFirst()", OWN),
    "sleep": ("Thread.sleep(60_000);", OWN),
    "take": ("new ArrayBlockingQueue<Integer>(1).take()", OWN),
    "swallowed interrupts": ("while (true) { try { Thread.sleep(60_000); } catch (InterruptedException e) {} }", OWN),
    "thread pool": ("Executors.newFixedThreadPool(2).submit(() -> { while (true) {} }).get()", OWN),
    "parallel stream": ("IntStream.range(0, 4).parallel().forEach(i -> { while (true) {} });", OWN),
    "printing": ("while (true) println(1);", OWN),
    "steps of a tensor": ("var t = Tensor.zeros(10, 10); while (true) t = t.add(1);", OWN),
    "stream count": ("Stream.iterate(BigInteger.TWO, BigInteger::nextProbablePrime).count()", LIBRARY),
    "regex": ('Pattern.matches("(.*a){25}", "a".repeat(24) + "b".repeat(40))', LIBRARY),
    "long product": ("var a = Tensor.rand(6000, 6000); a.matmul(a).matmul(a).matmul(a).sum()", LIBRARY),
}


class Kernel:
    def __init__(self, name):
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def reply(self, msg_id, timeout=60):
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            try:
                message = self.client.get_shell_msg(timeout=1)
            except queue.Empty:
                continue
            if message["parent_header"].get("msg_id") == msg_id:
                return message["content"]
        sys.exit("the kernel does not answer any more")

    def stop(self, code, wait):
        """Milliseconds to the reply, the reply, and whether the next cell works."""
        msg_id = self.client.execute(code)
        time.sleep(wait)
        while self.client.iopub_channel.msg_ready():
            self.client.get_iopub_msg()
        start = time.perf_counter()
        if self.manager.kernel_spec.interrupt_mode == "message":
            self.client.control_channel.send(self.client.session.msg("interrupt_request", {}))
        else:
            self.manager.interrupt_kernel()
        reply = self.reply(msg_id)
        millis = 1000 * (time.perf_counter() - start)
        works = self.reply(self.client.execute("1 + 1"))["status"] == "ok"
        return millis, reply, works

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kernel", default="crema")
    parser.add_argument("--wait", type=float, default=0.8, help="seconds that a cell runs before it is interrupted")
    parser.add_argument("--only", default="", help="names of cases, separated by commas")
    options = parser.parse_args()
    wanted = list(filter(None, options.only.split(","))) or list(CASES)
    measured = {name: [] for name in wanted}
    said = {name: set() for name in wanted}
    for _ in range(options.rounds):
        kernel = Kernel(options.kernel)
        try:
            for name in wanted:
                code, bar = CASES[name]
                millis, reply, works = kernel.stop(code, options.wait if bar == OWN else max(options.wait, 3))
                measured[name].append(millis)
                named = "left behind" in "\n".join(reply.get("traceback", []))
                said[name].add(reply.get("ename", "no error") + (", names the thread" if named else "") + ("" if works else ", NEXT CELL FAILS"))
        finally:
            kernel.close()
    print(f"{'':22}{'median ms':>10}{'worst ms':>10}{'bar ms':>8}   error")
    for name in wanted:
        median, bar = statistics.median(measured[name]), CASES[name][1]
        mark = " +" if median > bar else "  "
        print(f"{name:22}{median:10.1f}{max(measured[name]):10.1f}{bar:8}{mark} {'; '.join(sorted(said[name]))}")


if __name__ == "__main__":
    main()
