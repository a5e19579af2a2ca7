"""An interrupt stops the cell within a second, and the kernel goes on."""

import time

import psutil

from kernel_case import Kernel, KernelCase, PATIENCE

LOOPS = {
    "while_true": "while (true) {}",
    "empty_for": "for (;;) ;",
    "recursion": "long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nfib(80)",
    "catch_throwable": "while (true) { try { while (true) {} } catch (Throwable t) {} }",
    "sleep": "Thread.sleep(60_000);",
    "blocking_take": "new ArrayBlockingQueue<Integer>(1).take()",
    "lambda_in_a_terminal_operation": "Stream.of(1).forEach(i -> { while (true) {} });",
    "lambda_in_a_stream": "LongStream.iterate(1, x -> x + 1).filter(x -> x < 0).findFirst()",
    "virtual_thread": "Thread.startVirtualThread(() -> { while (true) {} }).join();",
    "parallel_stream": "IntStream.range(0, 4).parallel().forEach(i -> { while (true) {} });",
    "swallowed_interrupts": "while (true) { try { Thread.sleep(60_000); } catch (InterruptedException e) {} }",
    "command": "!sleep 60",
    "reading_of_input": "System.in.read()",
    "thread_pool": "Executors.newFixedThreadPool(2).submit(() -> { while (true) {} }).get()",
}


class Interrupt(KernelCase):
    def interrupt(self, code, wait=0.6):
        msg_id = self.kernel.send(code)
        time.sleep(wait)
        start = time.perf_counter()
        self.kernel.request("control", "interrupt_request", {})
        ran = self.kernel.wait(msg_id)
        seconds = time.perf_counter() - start
        self.assertEqual(ran.error["ename"], "Interrupted")
        self.assertEqual(self.ok("6 * 7").result, "42")
        return ran, seconds

    def test_a_loop_in_a_library_is_left_behind_and_named(self):
        ran, seconds = self.interrupt("Stream.iterate(BigInteger.TWO, BigInteger::nextProbablePrime).count()")
        self.assertLess(seconds, PATIENCE * 1.5)
        self.assertIn("left behind", ran.traceback)

    def test_a_regular_expression_is_left_behind_and_named(self):
        ran, seconds = self.interrupt('Pattern.matches("(.*a){25}", "a".repeat(24) + "b".repeat(40))', wait=3)
        self.assertLess(seconds, PATIENCE * 1.5)
        self.assertRegex(ran.traceback, r"cell(-\d+)?\b.*left behind")

    def test_a_long_product_does_not_hold_up_the_notebook(self):
        _, seconds = self.interrupt("var a = Tensor.rand(6000, 6000); a.matmul(a).matmul(a).matmul(a).sum()", wait=2)
        self.assertLess(seconds, 2.5)

    def test_no_core_stays_busy(self):
        kernel = Kernel()
        self.addCleanup(kernel.close)
        msg_id = kernel.send("while (true) {}")
        time.sleep(1)
        kernel.request("control", "interrupt_request", {})
        kernel.wait(msg_id)
        process = psutil.Process(kernel.pid)
        time.sleep(8)  # the compiler's own practice ends
        before = sum(process.cpu_times()[:2])
        time.sleep(2)
        self.assertLess(sum(process.cpu_times()[:2]) - before, 1.0)

    def test_variables_survive(self):
        self.ok("int kept = 5;")
        self.interrupt("while (true) kept++;")
        self.assertGreater(int(self.ok("kept").result), 5)

    def test_a_cell_that_waits_for_the_kernel_to_start_can_be_stopped(self):
        kernel = Kernel()
        try:
            msg_id = kernel.send("while (true) {}")
            time.sleep(0.2)
            kernel.request("control", "interrupt_request", {})
            self.assertEqual(kernel.wait(msg_id).error["ename"], "Interrupted")
            self.assertEqual(kernel.run("1 + 1").result, "2")
        finally:
            kernel.close()

    def test_queued_cells_are_aborted(self):
        first = self.kernel.send("while (true) {}")
        second = self.kernel.send("1 + 1")
        time.sleep(0.6)
        self.kernel.request("control", "interrupt_request", {})
        self.assertEqual([self.kernel.status(i) for i in (first, second)], ["error", "aborted"])
        self.kernel.published(0.3)
        self.assertEqual(self.ok("1 + 1").result, "2")


def add(name, code):
    def test(self):
        _, seconds = self.interrupt(code)
        self.assertLess(seconds, PATIENCE * 1.0)

    setattr(Interrupt, "test_" + name + "_stops_within_a_second", test)


for name, code in LOOPS.items():
    add(name, code)
