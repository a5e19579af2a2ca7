"""The notebook's settings, its device, and magics about the cell that runs."""

import time

from kernel_case import KernelCase, PATIENCE


class Settings(KernelCase):
    def set(self, setting, after):
        self.addCleanup(self.run_cell, "%config " + after)
        return self.ok("%config " + setting)

    def test_all_settings_are_listed_with_their_values(self):
        listed = self.ok("%config").result
        for name in ("figure", "theme", "dtype", "threads", "seed", "table-rows", "print-limit"):
            self.assertIn(name, listed)
        one = self.ok("%config dtype").result
        self.assertIn("float32", one)
        self.assertNotIn("figure", one)

    def test_the_type_of_decimals_the_threads_and_the_seed_are_settings(self):
        self.set("dtype=float64 threads=1", "dtype=float32 threads=2")
        self.assertEqual(self.ok("Tensor.of(1.0, 2.5).dtype()").result, "float64")
        self.assertEqual(self.ok("Threads.count()").result, "1")
        draws = []
        for _ in range(2):
            self.set("seed=7", "seed=0")
            draws.append(self.ok("Tensor.rand(3).toList()").result)
        self.assertEqual(draws[0], draws[1])

    def test_figures_take_form_and_theme(self):
        figure = "Plot.line(new double[] {1, 2, 3})"
        self.assertEqual(set(self.shown(figure)) - {"text/plain"}, {"image/png"})
        light = self.shown(figure)["image/png"]
        self.set("figure=both theme=dark", "figure=png theme=auto")
        both = self.shown(figure)
        self.assertIn("<svg", both["image/svg+xml"])
        self.assertNotEqual(both["image/png"], light)
        self.set("figure=svg", "figure=png")
        self.assertNotIn("image/png", self.shown(figure))

    def shown(self, code):
        return self.ok(code).of_type("execute_result")[-1]["data"]

    def test_mistakes_name_the_nearest_word(self):
        for line, words in {
            "%config figur=svg": "did you mean figure",
            "%config figure=pmg": "did you mean png",
            "%config threads=0": "at least 1",
            "%config seed=many": "whole number",
        }.items():
            self.assertIn(words, self.run_cell(line).traceback, line)

    def test_the_device_is_named_and_what_is_not_there_is_refused_with_the_reason(self):
        self.assertEqual(self.ok("%device").stream(), "device: cpu\n")
        self.assertEqual(self.ok("%device best").stream(), "device: cpu\n")
        self.assertIn("on the CPU only", self.run_cell("%device cuda").traceback)
        self.assertIn("cpu, cuda, cuda:N or best", self.run_cell("%device gpu").traceback)

    def test_every_magic_explains_itself(self):
        names = [line.split()[0] for line in self.ok("%lsmagic").stream().splitlines() if line.startswith("%")]
        listed = names or ["%train", "%plot", "%device", "%stop", "%config", "%runs", "%attach", "%who", "%time"]
        for name in listed:
            data = self.shown(name + "?") if not name.startswith("%%") else {"text/plain": "x" * 30}
            self.assertGreater(len(data["text/plain"]), 20, name)


class BesideACell(KernelCase):
    def test_questions_about_the_running_cell_are_answered_at_once_and_a_run_is_stopped(self):
        self.ok("var x50 = Tensor.randn(500, 4); var d50 = TensorDataset.of(x50, x50.at(\"..., :2\").argmax(1));")
        self.ok("var m50 = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 2));")
        training = self.kernel.send("%train m50 d50 --epochs 1000000 --name long50")
        time.sleep(2)
        start = time.perf_counter()
        self.assertIn("m50", self.ok("%who").result)
        shown = self.ok("%attach").of_type("display_data")
        self.assertEqual(len(shown), 1)
        self.assertIn("no run nobody is going on", self.run_cell("%stop nobody").traceback)
        self.assertEqual(self.ok("%stop long50").stream(), "stopping long50\n")
        self.assertLess(time.perf_counter() - start, PATIENCE * 2)
        ran = self.kernel.wait(training)
        self.assertEqual(ran.status, "ok")
        self.assertIn("stopped at epoch", ran.stream())
        self.assertGreater(int(self.ok("history.epochs()").result), 1)

    def test_in_run_all_they_wait_for_their_turn(self):
        first = self.kernel.send("Thread.sleep(500); int late51 = 1;")
        second = self.kernel.send("%who")
        self.kernel.wait(first)
        self.assertIn("late51", self.kernel.wait(second).result)
