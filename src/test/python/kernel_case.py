"""A kernel under test, driven by jupyter_client as a front end does it."""

import os
import queue
import time
import unittest

from jupyter_client.manager import KernelManager

KERNEL = "crema"
TIMEOUT = 60
# Limits in seconds are those of an idle machine; a busy one may take so many times as long.
PATIENCE = 4


def slow(test):
    """Leaves a test, or a class of them, out of the quick run."""
    return unittest.skipUnless(os.environ.get("CREMA_SLOW"), "slow: crema test --all runs it")(test)


class Ran:
    """What came of a cell."""

    def __init__(self, reply, messages, seconds):
        self.reply = reply
        self.messages = messages
        self.seconds = seconds

    @property
    def status(self):
        return self.reply["content"]["status"]

    def of_type(self, *types):
        return [m["content"] for m in self.messages if m["msg_type"] in types]

    def stream(self, name="stdout"):
        return "".join(c["text"] for c in self.of_type("stream") if c["name"] == name)

    @property
    def result(self):
        results = self.of_type("execute_result")
        return results[-1]["data"]["text/plain"] if results else None

    @property
    def error(self):
        errors = self.of_type("error")
        return errors[-1] if errors else None

    @property
    def traceback(self):
        return "\n".join(self.error["traceback"])


class Kernel:
    """One running kernel and its client."""

    def __init__(self, kernel_name=KERNEL, log_file=None, **env):
        self.manager = KernelManager(kernel_name=kernel_name)
        self.log = open(log_file or os.path.join(os.environ.get("CREMA_LOGS", "."), "kernel.log"), "ab")
        self.manager.start_kernel(env={**os.environ, **env}, stdout=self.log, stderr=self.log)
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)
        self.replies = {}
        self.outputs = {}

    @property
    def pid(self):
        return self.manager.provisioner.process.pid

    def send(self, code, **options):
        return self.client.execute(code, **options)

    def wait(self, msg_id, timeout=TIMEOUT):
        """Collects the reply and everything published up to idle."""
        start = time.perf_counter()
        reply, messages = self.replies.pop(msg_id, None), self.outputs.pop(msg_id, [])
        idle = any(message["content"].get("execution_state") == "idle" for message in messages)
        while not (reply and idle):
            if time.perf_counter() - start > timeout:
                raise AssertionError(f"reply: {reply is not None}, idle: {idle} after {timeout} s")
            try:
                message = self.client.get_iopub_msg(timeout=0.01 if idle else 0.2)
                if message["parent_header"].get("msg_id") == msg_id:
                    messages.append(message)
                    idle = idle or message["content"].get("execution_state") == "idle"
                else:  # of a cell that was sent, too, and is waited for later
                    self.outputs.setdefault(message["parent_header"].get("msg_id"), []).append(message)
            except queue.Empty:
                pass
            try:
                message = self.client.get_shell_msg(timeout=0 if not idle else 0.2)
                if message["parent_header"].get("msg_id") == msg_id:
                    reply = message
                else:
                    self.replies[message["parent_header"].get("msg_id")] = message
            except queue.Empty:
                pass
        return Ran(reply, messages, time.perf_counter() - start)

    def run(self, code, timeout=TIMEOUT, **options):
        return self.wait(self.send(code, **options), timeout)

    def status(self, msg_id, timeout=TIMEOUT):
        """How a cell ended, whatever it published."""
        end = time.perf_counter() + timeout
        while msg_id not in self.replies and time.perf_counter() < end:
            try:
                message = self.client.get_shell_msg(timeout=0.2)
                self.replies[message["parent_header"].get("msg_id")] = message
            except queue.Empty:
                pass
        return self.replies.pop(msg_id)["content"]["status"]

    def request(self, channel, msg_type, content, timeout=10):
        """Sends a message of any type; gives the reply's content and the seconds it took."""
        message = self.client.session.msg(msg_type, content)
        start = time.perf_counter()
        getattr(self.client, channel + "_channel").send(message)
        get = getattr(self.client, f"get_{channel}_msg")
        while time.perf_counter() - start < timeout:
            try:
                reply = get(timeout=0.2)
            except queue.Empty:
                continue
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                return reply["content"], time.perf_counter() - start
        raise AssertionError(f"no reply to {msg_type}")

    def published(self, seconds):
        """What is published within a time, whatever it belongs to."""
        found, end = [], time.perf_counter() + seconds
        while time.perf_counter() < end:
            try:
                found.append(self.client.get_iopub_msg(timeout=0.1))
            except queue.Empty:
                pass
        return found

    def is_gone(self, within):
        end = time.perf_counter() + within
        while time.perf_counter() < end:
            if not self.manager.is_alive():
                return True
            time.sleep(0.01)
        return False

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.log.close()


class KernelCase(unittest.TestCase):
    """Tests that share one kernel."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.close()

    def run_cell(self, code, **options):
        return self.kernel.run(code, **options)

    def ok(self, code, **options):
        ran = self.run_cell(code, **options)
        self.assertEqual(ran.status, "ok", ran.error and ran.traceback)
        return ran
