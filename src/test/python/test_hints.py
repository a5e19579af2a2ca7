"""Slips that people make who come from Python: the error says what to write."""

import re

from kernel_case import Kernel, KernelCase

NOTEBOOK = [
    "var x = Tensor.randn(2, 3); var y = Tensor.randint(0, 3, 2); int[] labels = {0, 1};",
    "var loss = Tensor.of(2.5).sum(); double running = 0; int count = 0; double lr = 0.1; int correct = 3, total = 4;",
    "class Net extends Module { final Linear fc = new Linear(3, 3); public Tensor forward(Tensor x) { return fc.forward(x); } }",
    "class Bad extends Module { List<Linear> layers = List.of(new Linear(1, 1)); public Tensor forward(Tensor x) { return x; } }",
    "var model = new Net(); var optimizer = new SGD(model.parameters(), 0.1); var criterion = new CrossEntropyLoss();",
    "var data = TensorDataset.of(x, y); var loader = DataLoader.of(data, 2); var layer = new Linear(2, 1);",
]

SLIPS = {
    "float rate = 0.01;": "write double: double rate",
    "int label = y.item();": "y.itemInt()",
    "int n = x.numel();": "long n",
    "x * 2": "x.mul(2)",
    "1 - x": "Tensor.scalar(1).sub(x)",
    "running += loss;": "loss.item()",
    "x[0]": "x.at(0)",
    "x.at(1:, 0)": '.at("1:, 0")',
    "Tensor.of([1, 2])": "no brackets around values: (1, 2)",
    'x.at(":", 1) = 1;': 'x.at(":", 1).assign(1)',
    "for (var (x, y) : loader) println(x);": "batch.x()",
    "model(x)": "model.forward(x)",
    "x.sum(dim=1)": "leave out the name (dim=)",
    "model.parameters": "parameters()",
    "new Relu()": "did you mean ReLU?",
    "optimizer.zero_grad()": "zeroGrad()",
    "model.fit(loader)": "Trainer.of(model, loader).fit(10)",
    "Math.log(x)": "x.log()",
    "if (x.eq(y)) println();": ".all().item()",
    "criterion.forward(x, labels)": "Tensor.of(labels)",
    "new SGD(model, 0.1)": "model.parameters()",
    "Tensor.zeros(2, 3, INT64)": "Tensor.zeros(2, 3).to(INT64)",
    "Tensor.zeros(x.shape())": "Tensor.zerosLike(x)",
    "Tensor.cat(x, y)": "Tensor.cat(0, x, y)",
    "Trainer.of(model, data)": "DataLoader.of(data, 64)",
    "class Mlp extends Module { Tensor forward(Tensor x) { return x; } }": "public Tensor forward(…)",
    "double sum(DataLoader d) { double s = 0; noGrad(() -> { for (var b : d) s += b.x().item(); }); return s; }": "try (var _ = NoGrad.scope())",
    "var moved = new Linear(2, 1).to(Device.best());": "var moved = new Linear(2, 1); moved.to(…);",
    "var t = Tensor.of(1.0).requiresGrad(); t.mul(2)": "requiresGrad(true) sets it",
    "record Args(double lr) {} Args args = new Args(0.1); args.lr": "lr()",
    "x.max(1).values": "values()",
    "Tensor.of(1, 2).requiresGrad(true)": "make it of decimals (1.0) or convert with to(FLOAT32)",
    "layer.forward(Tensor.of(1, 2))": "convert with x.to(FLOAT32)",
    'String.format("%.3f", loss)': "x.item(), or printf",
    "new Bad().parameters()": "Bad.layers is a java.util.List of 1 module and registers nothing; declare it as ModuleList",
    "new Linear(784, 512).forward(Tensor.randn(12, 700))": "Linear expects [*, 784], got [12, 700]",
    "%train model loader --epoch 3": "no option --epoch; did you mean --epochs?",
}

MEANT = {
    "Tensor.of(1, 2, 3).div(2)": "tensor([0.5000, 1.0000, 1.5000])",
    "Tensor.of(labels)": "tensor([0, 1])",
    "new SGD(model.parameters(), lr=0.1)": "SGD(lr=0.1)",
    "count += x.eq(x).sum().item(); count": "6",
    "x.mul(0.1f).mul(2.5).shape()": "[2, 3]",
}


class Hints(KernelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for cell in NOTEBOOK:
            ran = cls.kernel.run(cell)
            assert ran.status == "ok", ran.traceback

    def test_a_slip_is_answered_with_what_to_write(self):
        for code, hint in SLIPS.items():
            with self.subTest(code):
                ran = self.run_cell(code)
                self.assertEqual(ran.status, "error")
                self.assertIn(hint, re.sub("\x1b[^m]*m", "", ran.traceback))

    def test_what_looks_like_python_and_is_java_means_what_it_says(self):
        for code, result in MEANT.items():
            with self.subTest(code):
                self.assertEqual(self.ok(code).result, result)

    def test_a_name_of_two_imports_says_so_and_so_does_what_used_it(self):
        kernel = Kernel()
        self.addCleanup(kernel.close)
        kernel.run("class Owner { List<Integer> list = List.of(1); }\nList<Integer> numbers = List.of(1);")
        self.assertEqual(kernel.run("import java.awt.*;").stream("stderr"), "")
        self.assertEqual(kernel.run("numbers").result, "[1]")
        self.assertIn("import the one you mean", kernel.run("List<Integer> other = null;").traceback)
        self.assertIn("`Owner` does not compile any more: run its cell again", kernel.run("new Owner()").traceback)
        kernel.run("import java.util.List;")
        self.assertEqual(kernel.run("new Owner().list").result, "[1]")

    def test_an_unknown_class_names_its_import(self):
        for code, name in {
            "new AtomicInteger()": "java.util.concurrent.atomic.AtomicInteger",
            "Entry<String, Integer> entry = null;": "java.util.Map.Entry",
            "Connection connection = null;": "java.sql.Connection",
            "HttpClient.newHttpClient()": "java.net.http.HttpClient",
        }.items():
            with self.subTest(code):
                self.assertIn(f"import {name};", self.run_cell(code).traceback)

    def test_printf_takes_a_tensor_of_one_element(self):
        self.assertEqual(self.ok('printf("%.3f %.1f", loss, loss.item());').stream(), "2.500 2.5")

    def test_an_error_shows_the_line_and_what_to_do(self):
        traceback = re.sub("\x1b[^m]*m", "", self.run_cell("int a = 1;\nx.matmul(a * x);").traceback)
        self.assertIn("x.matmul(a * x);", traceback)
        self.assertIn("x.mul(a)", traceback)
