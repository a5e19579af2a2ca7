"""What ends other kernels does not end this one, and what should end it does at once."""

import os
import random
import signal
import subprocess
import sys
import time
import unittest

import psutil

from kernel_case import Kernel, KernelCase


class Robustness(KernelCase):
    def alive(self):
        self.assertEqual(self.ok("6 * 7").result, "42")

    def test_malformed_messages_are_survived(self):
        session = self.kernel.client.session
        socket = self.kernel.client.shell_channel.socket
        chance = random.Random(1)
        for _ in range(1000):
            parts = [bytes(chance.randrange(256) for _ in range(chance.randrange(40))) for _ in range(4)]
            frames = [b"<IDS|MSG>", session.sign(parts) if chance.random() < 0.5 else b"bad", *parts]
            socket.send_multipart(frames[: chance.randrange(1, len(frames) + 1)])
        self.alive()

    def test_a_wrong_signature_is_survived(self):
        session = self.kernel.client.session
        key, session.key = session.key, b"wrong"
        self.kernel.client.shell_channel.send(session.msg("kernel_info_request", {}))
        session.key = key
        self.alive()

    def test_a_huge_message_and_wrong_contents_are_survived(self):
        session, shell = self.kernel.client.session, self.kernel.client.shell_channel
        shell.send(session.msg("execute_request", {"code": "/*" + "x" * 20_000_000 + "*/ 1"}))
        for content in ({}, {"code": None}, {"code": 5}, {"code": ["a"]}, {"code": {}}, {"cursor_pos": "x", "code": "a"}):
            for kind in ("execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request"):
                shell.send(session.msg(kind, content))
        shell.send(session.msg("execute_request", {"code": "1", "user_expressions": "none"}))
        shell.send(session.msg("history_request", {"hist_access_type": "search", "pattern": "[[", "n": -4}))
        self.kernel.client.control_channel.send(session.msg("debug_request", {"command": "setBreakpoints", "arguments": 3}))
        self.run_cell("0")  # may be aborted with the cells above
        self.alive()

    def test_an_unknown_type_is_survived(self):
        self.kernel.client.shell_channel.send(self.kernel.client.session.msg("unheard_of_request", {}))
        self.alive()

    def test_errors_in_to_string_are_survived(self):
        for _ in range(5):
            ran = self.run_cell('class Bad { public String toString() { throw new Error("render"); } }\nnew Bad()')
            self.assertEqual(ran.error["ename"], "Error")
        self.alive()

    def test_endless_recursion_is_survived_and_short(self):
        ran = self.run_cell("int f(int n) { return f(n + 1) + 1; }\nf(0)")
        self.assertEqual(ran.error["ename"], "StackOverflowError")
        self.assertLess(ran.traceback.count("\n"), 12)
        self.alive()

    def test_exit_is_refused_however_it_is_called(self):
        calls = [
            "System.exit(3);",
            "Runnable r = () -> System.exit(0); r.run();",
            "Runtime.getRuntime().halt(1);",
            'Runtime.class.getMethod("exit", int.class).invoke(Runtime.getRuntime(), 2);',
            "IntConsumer c = System::exit; c.accept(1);",
        ]
        for call in calls:
            ran = self.run_cell(call)
            self.assertEqual(ran.status, "error", call)
            self.assertIn("restart the kernel", ran.traceback)
        self.alive()

    def test_compile_errors_show_line_caret_and_hint(self):
        ran = self.run_cell('int a = 1;\nString s = "x".lenght();')
        self.assertEqual(ran.error["ename"], "CompileError")
        self.assertIn("line 2", ran.traceback)
        self.assertIn("^", ran.traceback)

    def test_exceptions_show_name_place_and_causes(self):
        ran = self.run_cell('throw new RuntimeException("outer", new java.io.IOException("inner"));')
        self.assertEqual((ran.error["ename"], ran.error["evalue"]), ("RuntimeException", "outer"))
        self.assertIn("IOException\x1b[0m: inner", ran.traceback)
        self.assertNotIn("dev.crema", ran.traceback)

    def test_comms_are_answered(self):
        self.assertEqual(self.kernel.request("shell", "comm_info_request", {})[0], {"status": "ok", "comms": {}})
        message = self.kernel.client.session.msg("comm_open", {"comm_id": "c", "target_name": "nobody", "data": {}})
        self.kernel.client.shell_channel.send(message)
        self.assertIn("comm_close", [m["msg_type"] for m in self.kernel.published(0.5)])

    def test_the_kernel_says_what_it_is(self):
        info = self.kernel.request("control", "kernel_info_request", {})[0]
        self.assertEqual(info["status"], "ok")
        self.assertGreaterEqual(tuple(map(int, info["protocol_version"].split("."))), (5, 4))


class Memory(unittest.TestCase):
    def test_a_full_heap_is_survived_and_explained(self):
        kernel = Kernel(JDK_JAVA_OPTIONS="-Xmx400m")
        try:
            ran = kernel.run("var l = new ArrayList<byte[]>(); while (true) l.add(new byte[10_000_000]);")
            self.assertEqual(ran.error["ename"], "OutOfMemoryError")
            self.assertIn("400 MiB", ran.traceback)
            self.assertEqual(kernel.run("l = null;").status, "ok")
            self.assertEqual(kernel.run("6 * 7").result, "42")
        finally:
            kernel.close()

    def test_running_a_cell_again_frees_what_it_replaced(self):
        kernel = Kernel(JDK_JAVA_OPTIONS="-Xmx1g")
        try:
            for i in range(20):
                ran = kernel.run("var data = new byte[300_000_000]; data[0] = 1; data.length")
                self.assertEqual((i, ran.status), (i, "ok"))
        finally:
            kernel.close()


class End(unittest.TestCase):
    def test_shutdown_ends_the_kernel_within_half_a_second(self):
        for channel in ("control", "shell"):
            kernel = Kernel()
            try:
                kernel.run("1 + 1")
                content, _ = kernel.request(channel, "shutdown_request", {"restart": False})
                self.assertEqual(content, {"status": "ok", "restart": False})
                self.assertTrue(kernel.is_gone(0.5), channel)
            finally:
                kernel.close()

    def test_a_busy_kernel_shuts_down_too(self):
        kernel = Kernel()
        try:
            kernel.send("Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} })); while (true) {}")
            time.sleep(1)
            kernel.request("control", "shutdown_request", {"restart": False})
            self.assertTrue(kernel.is_gone(1.0))
        finally:
            kernel.close()

    @unittest.skipIf(os.name == "nt", "signals")
    def test_the_kernel_ends_with_its_parent(self):
        script = "from kernel_case import Kernel; import time; k = Kernel(); print(k.pid, flush=True); time.sleep(60)"
        parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=os.path.dirname(__file__))
        pid = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        parent.stdout.close()
        end = time.perf_counter() + 10
        while psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie" and time.perf_counter() < end:
            time.sleep(0.05)
        self.assertLess(time.perf_counter(), end)
