"""The cells of a short lab, after which a kernel idles: for the test of endurance and for bench/kernel_side_by_side.py."""

LAB = [
    """class Net extends Module { Linear a = new Linear(784, 200), b = new Linear(200, 10);
        public Tensor forward(Tensor x) { return b.forward(a.forward(x.view(-1, 784)).relu()); } }""",
    "var x = Tensor.randn(5000, 784); var y = Tensor.randint(0, 10, 5000);",
    "var net = new Net();",
    "%train net TensorDataset.of(x, y) --epochs 3 --lr 0.1",
    "%plot loss",
]
