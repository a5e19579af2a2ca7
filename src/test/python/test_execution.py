"""Running cells: outputs, counters, queues, input."""

import time

import nbformat
from nbclient import NotebookClient

from kernel_case import KERNEL, KernelCase, PATIENCE


class Execution(KernelCase):
    def test_result_display_and_streams_carry_their_types(self):
        ran = self.ok('System.out.println("out"); System.err.println("err"); display("shown"); 6 * 7')
        self.assertEqual(ran.stream(), "out\n")
        self.assertEqual(ran.stream("stderr"), "err\n")
        self.assertEqual(ran.of_type("display_data")[0]["data"]["text/plain"], "shown")
        self.assertEqual(ran.result, "42")

    def test_the_id_of_a_display_is_no_result(self):
        self.assertIsNone(self.ok('display("shown")').result)

    def test_reply_comes_with_status_count_and_payload(self):
        content = self.ok("1").reply["content"]
        self.assertEqual(content["payload"], [])
        self.assertEqual(content["user_expressions"], {})
        self.assertIsInstance(content["execution_count"], int)

    def test_silent_publishes_nothing_and_does_not_count(self):
        before = self.ok("1").reply["content"]["execution_count"]
        ran = self.ok('System.out.println("x"); 1', silent=True)
        self.assertEqual({m["msg_type"] for m in ran.messages}, {"status"})
        self.assertEqual(self.ok("1").reply["content"]["execution_count"], before + 1)

    def test_without_store_history_a_cell_does_not_count(self):
        before = self.ok("1").reply["content"]["execution_count"]
        self.ok("2", store_history=False)
        self.assertEqual(self.ok("1").reply["content"]["execution_count"], before + 1)

    def test_user_expressions_are_evaluated(self):
        given = self.ok("int u = 20;", user_expressions={"good": "u + 1", "bad": "nowhere"}).reply["content"]["user_expressions"]
        self.assertEqual(given["good"]["data"]["text/plain"], "21")
        self.assertEqual(given["bad"]["status"], "error")

    def test_an_error_aborts_the_cells_behind_it(self):
        ids = [self.kernel.send(code) for code in ("Object o = null; o.hashCode()", "1 + 1", "2 + 2")]
        self.assertEqual([self.kernel.status(i) for i in ids], ["error", "aborted", "aborted"])
        self.kernel.published(0.3)
        self.assertEqual(self.ok("1 + 1").result, "2")

    def test_cells_behind_an_error_run_if_that_is_wanted(self):
        ids = [self.kernel.send(code, stop_on_error=False) for code in ("Object p = null; p.hashCode()", "1 + 1")]
        self.assertEqual([self.kernel.status(i) for i in ids], ["error", "ok"])
        self.kernel.published(0.3)

    def test_a_display_is_updated_from_the_cell_a_later_cell_and_a_thread(self):
        ran = self.ok('String id = display("a"); updateDisplay(id, "b");')
        shown = ran.of_type("display_data")[0]["transient"]["display_id"]
        self.assertEqual(ran.of_type("update_display_data")[0]["transient"]["display_id"], shown)
        ran = self.ok('updateDisplay(id, "c");')
        self.assertEqual(ran.of_type("update_display_data")[0]["data"]["text/plain"], "c")
        self.ok('new Thread(() -> { try { Thread.sleep(400); } catch (Exception e) {} updateDisplay(id, "late"); }).start();')
        late = [m for m in self.kernel.published(1.0) if m["msg_type"] == "update_display_data"]
        self.assertEqual(late[0]["content"]["data"]["text/plain"], "late")

    def test_a_print_after_the_cell_arrives_under_the_cells_header(self):
        msg_id = self.kernel.send('new Thread(() -> { try { Thread.sleep(400); } catch (Exception e) {} System.out.println("late"); }).start();')
        self.kernel.wait(msg_id)
        self.ok("1 + 1")
        late = [m for m in self.kernel.published(1.0) if m["msg_type"] == "stream"]
        self.assertEqual((late[0]["content"]["text"], late[0]["parent_header"]["msg_id"]), ("late\n", msg_id))

    def test_prints_arrive_while_the_cell_runs(self):
        msg_id = self.kernel.send('System.out.print("a"); Thread.sleep(4000); System.out.print("b");')
        start = time.perf_counter()
        while self.kernel.client.get_iopub_msg(timeout=5)["msg_type"] != "stream":
            pass
        self.assertLess(time.perf_counter() - start, PATIENCE * 0.7)
        self.kernel.wait(msg_id)

    def test_a_hundred_thousand_lines_all_arrive_before_idle(self):
        ran = self.ok('for (int i = 0; i < 100_000; i++) System.out.println("line " + i);')
        self.assertEqual(ran.stream().count("\n"), 100_000)
        self.assertTrue(ran.stream().endswith("line 99999\n"))
        self.assertLess(len(ran.of_type("stream")), 500)
        self.assertLess(ran.seconds, PATIENCE * 10)

    def test_a_huge_line_arrives(self):
        self.assertEqual(len(self.ok('System.out.print("x".repeat(1_400_000));').stream()), 1_400_000)

    def test_text_of_all_languages_survives(self):
        ran = self.ok('int größe = 3; System.out.println("héllo ✓ 日본 😀"); "größe ✓ 😀 " + größe')
        self.assertEqual(ran.stream(), "héllo ✓ 日본 😀\n")
        self.assertEqual(ran.result, "größe ✓ 😀 3")

    def test_thirty_thousand_lines_are_saved_as_one_output(self):
        source = 'for (int i = 0; i < 30_000; i++) System.out.println("line " + i);'
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        NotebookClient(notebook, kernel_name=KERNEL, timeout=60, coalesce_streams=True).execute()
        outputs = notebook.cells[0].outputs
        self.assertEqual(len(outputs), 1)
        self.assertEqual(outputs[0]["text"].count("\n"), 30_000)

    def test_magics_and_java_share_a_cell(self):
        ran = self.ok("int n = 3;\n!echo shell\n%time n * 2\nn + 1")
        self.assertEqual(ran.result, "4")
        self.assertIn("shell\n", ran.stream())

    def test_values_of_earlier_cells_are_freed(self):
        for i in range(8):
            self.ok("new byte[200_000_000].length")
            self.ok("var big = new byte[200_000_000];")
        self.ok("big = null;")


class Input(KernelCase):
    def answer(self, msg_id, text):
        prompt = self.kernel.client.get_stdin_msg(timeout=20)
        self.kernel.client.input(text)
        return prompt["content"], self.kernel.wait(msg_id)

    def test_a_scanner_asks_the_front_end(self):
        prompt, ran = self.answer(self.kernel.send("new Scanner(System.in).nextLine()", allow_stdin=True), "hello é")
        self.assertEqual(prompt, {"prompt": "", "password": False})
        self.assertEqual(ran.result, "hello é")

    def test_io_asks_the_front_end(self):
        _, ran = self.answer(self.kernel.send('IO.readln("name? ")', allow_stdin=True), "Ada")
        self.assertEqual(ran.result, "Ada")

    def test_without_a_keyboard_it_is_said(self):
        ran = self.run_cell("new Scanner(System.in).nextLine()", allow_stdin=False)
        self.assertIn("this front end cannot give any", ran.error["evalue"])

    def test_waiting_for_input_can_be_interrupted(self):
        msg_id = self.kernel.send("new Scanner(System.in).nextLine()", allow_stdin=True)
        self.kernel.client.get_stdin_msg(timeout=20)
        self.kernel.request("control", "interrupt_request", {})
        self.assertEqual(self.kernel.wait(msg_id).status, "error")
        self.assertEqual(self.ok("1 + 1").result, "2")

    def test_running_a_waiting_cell_again_recovers(self):
        code = "new Scanner(System.in).nextLine()"
        first = self.kernel.send(code, allow_stdin=True, stop_on_error=False)
        self.kernel.client.get_stdin_msg(timeout=20)
        second = self.kernel.send(code, allow_stdin=True)
        self.assertIn("run again", self.kernel.wait(first).error["evalue"])
        _, ran = self.answer(second, "now")
        self.assertEqual(ran.result, "now")
