"""Results in their richest form, with plain text beside it."""

from kernel_case import KernelCase


class Display(KernelCase):
    def shown(self, code):
        return self.ok(code).of_type("execute_result")[-1]["data"]

    def test_a_tensor_shows_shape_type_device_and_values(self):
        data = self.shown("Tensor.of(1f, 2f, 3f).reshape(1, 3).requiresGrad(true)")
        for part in ("<b>Tensor</b>", "[1, 3]", "float32", "cpu", "requires a gradient", "<pre>"):
            self.assertIn(part, data["text/html"])
        self.assertIn("1., 2., 3.", data["text/plain"])

    def test_a_large_tensor_stays_short(self):
        data = self.shown("Tensor.zeros(2000, 2000)")
        self.assertIn("[2000, 2000]", data["text/html"])
        self.assertLess(len(data["text/html"]), 2000)

    def test_a_model_and_its_summary_are_tables(self):
        model = "var m20 = new Sequential(new Linear(4, 3), new ReLU(), new Linear(3, 2)); "
        data = self.shown(model + "m20")
        for part in ("<table>", "<td>Linear</td>", "weight [3, 4], bias [3]", "<td>23</td>"):
            self.assertIn(part, data["text/html"])
        self.assertIn("in_features=4", data["text/plain"])
        data = self.shown("m20.summary(5, 4)")
        for part in ("<td>[5, 2]</td>", "[5, 4]"):
            self.assertIn(part, data["text/html"])
            self.assertIn(part.replace("<td>", "").replace("</td>", ""), data["text/plain"])

    def test_a_history_is_a_table_of_epochs(self):
        data = self.shown('var h20 = new History("run"); h20.add("loss", 0.5); h20.add("loss", 0.25); h20')
        self.assertIn("<td>0.2500</td>", data["text/html"])
        self.assertRegex(data["text/plain"], r"epoch +loss\n1 +0\.5000\n2 +0\.2500")

    def test_a_confusion_matrix_is_a_picture_with_its_numbers_beside_it(self):
        data = self.shown('ConfusionMatrix.of(Tensor.of(0L, 1L, 1L), Tensor.of(0L, 1L, 0L), List.of("cat", "dog"))')
        self.assertIn("image/png", data)
        self.assertIn("accuracy 0.6667", data["text/plain"])
        self.assertRegex(data["text/plain"], r"cat +1 +1\ndog +0 +1")

    def test_records_collections_maps_images_and_exceptions(self):
        self.assertIn("<th>a</th>", self.shown("record R20(int a, String b) {}\nList.of(new R20(1, \"x\"))")["text/html"])
        self.assertIn("<td>7</td>", self.shown('Map.of("k", 7)')["text/html"])
        self.assertEqual(self.shown("new int[][] {{1}, {2, 3}}")["text/plain"], "[[1], [2, 3]]")
        self.assertIn("image/png", self.shown("new java.awt.image.BufferedImage(2, 2, 1)"))
        self.assertIn("IllegalStateException: kept", self.shown('new IllegalStateException("kept")')["text/plain"])

    def test_two_hundred_renderers_that_throw_errors_are_survived(self):
        self.ok('class Bad20 implements Iterable<Integer> { public Iterator<Integer> iterator() { throw new Error("no"); }'
                ' public String toString() { throw new LinkageError("text"); } }')
        self.ok('record BadRecord20(int a) { public int a() { throw new StackOverflowError("a"); } }')
        self.ok("for (int i = 0; i < 200; i++) try { display(i % 2 == 0 ? new Bad20() : List.of(new BadRecord20(1))); }"
                " catch (Error e) { }")
        self.assertEqual(self.run_cell("new Bad20()").status, "error")
        self.assertEqual(self.ok("6 * 7").result, "42")
