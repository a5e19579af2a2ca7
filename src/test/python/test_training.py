"""Training below a cell: the curve moves, an interrupt keeps what there is, an edited class keeps its model."""

import time

from kernel_case import KernelCase, PATIENCE

MODEL = """
class Net extends Module {
    Linear hidden = new Linear(20, 64), out = new Linear(64, 3);
    public Tensor forward(Tensor x) { return out.forward(hidden.forward(x).relu()); }
}"""
DATA = """
Tensor.manualSeed(1);
var inputs = Tensor.randn(3000, 20);
var data = TensorDataset.of(inputs, inputs.at("..., :3").argmax(1));
var model = new Net();"""


class Training(KernelCase):
    def setUp(self):
        self.ok(MODEL)
        self.ok(DATA)

    def test_the_curve_moves_in_one_output(self):
        ran = self.ok("%train model data --epochs 1500 --lr 0.1 --metrics accuracy")
        shown = ran.of_type("display_data")
        updates = ran.of_type("update_display_data")
        self.assertEqual(len(shown), 1)
        self.assertGreater(len(updates), 1)
        ids = {content["transient"]["display_id"] for content in shown + updates}
        self.assertEqual(len(ids), 1)
        frames = [update["data"].get("text/html", "") for update in updates]
        self.assertTrue(any("<svg" in frame for frame in frames))
        self.assertIn("image/png", updates[-1]["data"])
        self.assertIn("training model", ran.stream())
        self.assertEqual(self.ok("history.epochs()").result, "1500")

    def test_an_interrupt_stops_within_a_second_and_keeps_model_and_history(self):
        msg_id = self.kernel.send("%train model data --epochs 1000000 --lr 0.1")
        time.sleep(3)
        start = time.perf_counter()
        self.kernel.request("control", "interrupt_request", {})
        ran = self.kernel.wait(msg_id)
        self.assertLess(time.perf_counter() - start, PATIENCE * 1)
        self.assertEqual(ran.error["ename"], "Interrupted")
        self.assertIn("stopped at epoch", ran.stream())
        self.assertGreater(int(self.ok("history.epochs()").result), 1)
        ran = self.ok("Evaluation.of(model, data).accuracy()")
        self.assertGreater(float(ran.result), 0.6)
        self.ok("%train model data --epochs 1")

    def test_attach_shows_a_run_that_is_going_on_in_another_cell(self):
        msg_id = self.kernel.send("%train model data --epochs 1000000 --lr 0.01")
        time.sleep(3)
        attached = self.ok("%attach")
        self.assertLess(attached.seconds, PATIENCE * 2)
        shown = attached.of_type("display_data")
        self.assertEqual(len(shown), 1)
        self.assertIn("<svg", shown[0]["data"]["text/html"])
        updates = [m for m in self.kernel.published(PATIENCE * 2) if m["msg_type"] == "update_display_data"]
        self.assertGreater(len(updates), 1)
        ids = {m["content"]["transient"]["display_id"] for m in updates} | {shown[0]["transient"]["display_id"]}
        self.assertEqual(len(ids), 1)
        lines = {m["content"]["data"]["text/plain"] for m in updates}
        self.assertGreater(len(lines), 1)
        self.kernel.request("control", "interrupt_request", {})
        self.assertEqual(self.kernel.wait(msg_id).error["ename"], "Interrupted")
        nothing = self.run_cell("%attach")
        self.assertIn("no run is going on", nothing.traceback)

    def test_running_the_class_cell_again_keeps_the_trained_model(self):
        self.ok("%train model data --epochs 20 --lr 0.1")
        before = float(self.ok("Evaluation.of(model, data).accuracy()").result)
        self.assertGreater(before, 0.8)
        self.ok(MODEL)
        self.assertEqual(float(self.ok("Evaluation.of(model, data).accuracy()").result), before)
        self.ok(MODEL.replace(".relu()", ".relu().mul(0)"))
        self.assertLess(float(self.ok("Evaluation.of(model, data).accuracy()").result), before)

    def test_mistakes_are_one_message_with_cell_and_line(self):
        for cell, words in {
            "%train model data --epoch 3": ["--epoch", "did you mean", "epochs"],
            "int a = 1;\n%plot confusin result": ["confusin", "did you mean", "line 2"],
            "model.forward(Tensor.ones(4, 21))": ["[4, 21]", "20"],
        }.items():
            with self.subTest(cell):
                ran = self.run_cell(cell)
                self.assertEqual(ran.status, "error")
                for word in words:
                    self.assertIn(word, ran.traceback)
