"""Long sessions: as fast and as small at the end as at the beginning."""

import statistics
import sys
import time
import unittest

import psutil

from lab import LAB
from kernel_case import Kernel, KernelCase, slow

NOTEBOOK = [
    "import java.util.concurrent.atomic.*;",
    "record Point(double x, double y) { double length() { return Math.hypot(x, y); } }",
    "class Counter { int n; int next() { return ++n; } }",
    "var counter = new Counter();",
    "counter.next()",
    "double half(double v) { return v / 2; }",
    "half(3)",
    "var points = new ArrayList<Point>(); for (int i = 0; i < 1000; i++) points.add(new Point(i, i));",
    "points.stream().mapToDouble(Point::length).sum()",
    "class Net extends Module { final Linear fc = new Linear(20, 10);"
    " public Tensor forward(Tensor x) { return fc.forward(x).relu(); } }",
    "var net = new Net();",
    "net.forward(Tensor.randn(5, 20))",
    "net",
    'println("text"); for (int i = 0; i < 200; i++) println(i);',
    "var data = Tensor.randn(500, 500);",
    "data.matmul(data).sum().item()",
    'Map.of("a", 1, "b", 2)',
    'display("<b>x</b>", "text/html");',
    "int[] none = {}; int total = 0; for (int n : none) total += n; total",
    "List.of(new Point(1, 2), new Point(3, 4))",
]


def used_heap(kernel):
    kernel.run("System.gc();")
    return int(kernel.run("(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1_000_000").result)


def worked(kernel):
    """Seconds of processor time: what else the machine does hardly changes them."""
    return sum(psutil.Process(kernel.pid).cpu_times()[:2])


@slow
class Endurance(KernelCase):
    def test_the_same_notebook_fifty_times_stays_fast_and_small(self):
        seconds, heaps = [], []
        for i in range(50):
            before = worked(self.kernel)
            for cell in NOTEBOOK:
                self.ok(cell)
            seconds.append(worked(self.kernel) - before)
            if i in (9, 49):
                heaps.append(used_heap(self.kernel))
        self.assertLess(statistics.median(seconds[-5:]), 1.3 * statistics.median(seconds[1:6]), seconds)
        self.assertLess(heaps[1], heaps[0] + 20, heaps)

    def test_late_cells_are_as_fast_as_early_ones(self):
        seconds = []
        for i in range(2000):
            seconds.append(self.ok(f"var v{i % 50} = {i}; v{i % 50} + 1").seconds)
        early, late = statistics.median(seconds[80:180]), statistics.median(seconds[-100:])
        self.assertLess(late, 1.3 * early, (early, late))


@slow
class EnduranceInLittleMemory(KernelCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel(JDK_JAVA_OPTIONS="-Xmx1g")

    def test_large_results_are_not_kept(self):
        for _ in range(20):
            self.assertEqual(self.run_cell("new byte[200_000_000]").status, "ok")

    def test_fifty_runs_of_a_large_cell_stay_flat(self):
        process = psutil.Process(self.kernel.pid)
        sizes = []
        for _ in range(50):
            self.assertEqual(self.ok("var large = new byte[300_000_000]; large[0] = 1; large.length").result, "300000000")
            sizes.append(process.memory_info().rss)
        self.assertLess(max(sizes), 1.7e9)
        self.assertLess(sizes[-1], 1.2 * max(sizes[:10]))

    def test_tensors_of_fifty_runs_are_freed(self):
        process = psutil.Process(self.kernel.pid)
        sizes = []
        for _ in range(50):
            self.ok("var values = Tensor.zeros(75_000_000); values.numel()")
            sizes.append(process.memory_info().rss)
        self.assertLess(max(sizes), 25 * 300e6)


@slow
class Idle(KernelCase):
    @unittest.skipUnless(sys.platform == "linux", "elsewhere the system does not tell the share of shared pages")
    def test_an_idle_kernel_gives_memory_back_after_a_lab(self):
        for cell in LAB:
            self.ok(cell)
        time.sleep(40)  # two collections, and what they freed goes back
        held = psutil.Process(self.kernel.pid).memory_full_info().pss / 1e6
        self.assertLess(held, 170)

    def test_an_idle_kernel_uses_no_processor(self):
        self.ok("1 + 1")
        time.sleep(10)  # the compiler's practice ends
        process = psutil.Process(self.kernel.pid)
        before = sum(process.cpu_times()[:2])
        time.sleep(10)
        self.assertLess(sum(process.cpu_times()[:2]) - before, 0.05 * 10)
