"""Cells run again in another order: nothing becomes null behind the user's back."""

from kernel_case import KernelCase


class State(KernelCase):
    """Every test uses names of its own: they share one notebook."""

    def last(self, *cells):
        for cell in cells:
            ran = self.run_cell(cell)
        return ran

    def test_changing_the_body_of_a_method_keeps_the_object(self):
        ran = self.last(
            "class N1 { double w = 1; double f(double x) { return w * x; } }",
            "var n1 = new N1(); n1.w = 42;",
            "class N1 { double w = 1; double f(double x) { return w * x + 1; } }",
            "n1.f(2)")
        self.assertEqual(ran.result, "85.0")

    def test_running_the_same_class_again_keeps_the_object(self):
        ran = self.last("class N2 { double w = 1; }", "var n2 = new N2(); n2.w = 42;", "class N2 { double w = 1; }", "n2.w")
        self.assertEqual(ran.result, "42.0")

    def test_adding_a_lambda_keeps_the_object(self):
        ran = self.last(
            "class N3 { double w = 1; double f(double x) { return w * x; } }",
            "var n3 = new N3(); n3.w = 42;",
            "class N3 { double w = 1; double f(double x) { DoubleUnaryOperator g = v -> v + 1; return g.applyAsDouble(w * x); } }",
            "n3.f(2)")
        self.assertEqual(ran.result, "85.0")

    def test_adding_an_assertion_keeps_the_object_and_the_assertion_works(self):
        ran = self.last(
            "class N4 { double w = 1; double f(double x) { return w * x; } }",
            "var n4 = new N4(); n4.w = 42;",
            "class N4 { double w = 1; double f(double x) { assert x > 0; return w * x + 1; } }",
            "n4.f(2)")
        self.assertEqual(ran.result, "85.0")
        self.assertEqual(self.run_cell("n4.f(-1)").error["ename"], "AssertionError")

    def test_a_new_field_clears_the_object_and_says_so(self):
        self.last("class N5 { double w = 1; }", "var n5 = new N5();")
        said = self.run_cell("class N5 { double w = 1, b = 0; }").stream("stderr")
        self.assertRegex(said, r"`n5` was cleared because class N5 changed its fields: run cell \d+ again")
        self.assertIn("`n5` was cleared", self.run_cell("n5.w").error["evalue"])
        self.assertEqual(self.last("var n5 = new N5();", "n5.b").result, "0.0")

    def test_what_a_model_had_learned_is_restored(self):
        net = """class N17 extends Module { final Linear fc = new Linear(3, 2); final Linear out = new Linear(2, %d);
            public Tensor forward(Tensor x) { return out.forward(fc.forward(x)); } %s }"""
        self.last(net % (2, ""), "var n17 = new N17(); noGrad(() -> n17.fc.weight().assign(Tensor.full(7, 2, 3)));")
        said = self.run_cell(net % (4, "int depth;")).stream("stderr")
        self.assertIn("again, then `%restore n17`", said)
        ran = self.last("var n17 = new N17();", "%restore n17")
        self.assertIn("2 of 4 tensors restored; out.weight was [2, 2] and is [4, 2]", ran.stream())
        self.assertEqual(self.last("n17.fc.weight().sum().item()").result, "42.0")

    def test_a_new_method_clears_the_object_and_says_so(self):
        said = self.last("class N6 { double w = 1; }", "var n6 = new N6();", "class N6 { double w = 1; double g() { return 7; } }")
        self.assertIn("`n6` was cleared", said.stream("stderr"))

    def test_a_new_component_of_a_record_clears_it_and_says_so(self):
        said = self.last("record P7(int a) {}", "var p7 = new P7(3);", "record P7(int a, int b) {}")
        self.assertIn("`p7` was cleared", said.stream("stderr"))

    def test_a_record_may_have_its_own_constructor(self):
        ran = self.last("record Q18(int a) {\n  Q18 {\n    if (a < 0) throw new Error(\"negative\");\n  }\n}", "new Q18(-1)")
        self.assertIn("line 3", ran.traceback)
        self.assertEqual(self.run_cell("new Q18(4).a()").result, "4")

    def test_changing_a_method_keeps_what_it_computed(self):
        ran = self.last("int h8(int a) { return a + 1; }", "var v8 = h8(3); v8 = 10;", "int h8(int a) { return a + 2; }", "v8")
        self.assertEqual(ran.result, "10")
        self.assertEqual(self.run_cell("h8(1)").result, "3")

    def test_an_import_that_makes_a_type_ambiguous_keeps_variables(self):
        self.ok("List<Integer> l10 = new ArrayList<>(); l10.add(5); Map<String, List<Double>> m10 = new HashMap<>(Map.of(\"a\", List.of(1.0)));")
        imported = self.ok("import java.awt.*;")
        self.assertEqual(imported.stream("stderr"), "")
        self.assertEqual(self.ok("l10.get(0) + m10.get(\"a\").get(0)").result, "6.0")
        self.ok("l10.add(6)")
        self.assertIn("reference to List is ambiguous", self.run_cell("List<Integer> l11 = null;").traceback)

    def test_a_later_import_keeps_variables(self):
        ran = self.last("var l9 = new ArrayList<Integer>(); l9.add(5);", "import java.util.concurrent.atomic.*;", "l9")
        self.assertEqual(ran.result, "[5]")

    def test_a_lambda_in_a_variable_sees_the_new_value(self):
        ran = self.last("int k10 = 3;", "IntUnaryOperator f10 = x -> x * k10;", "int k10 = 4;", "f10.applyAsInt(2)")
        self.assertEqual(ran.result, "8")

    def test_declaring_with_another_type_keeps_what_was_computed(self):
        self.assertEqual(self.last("var x11 = 1;", "var y11 = x11 + 1;", "var x11 = 2.5;", "y11").result, "2")

    def test_objects_behind_an_interface_run_the_new_code(self):
        ran = self.last(
            "interface S12 { int n(); }",
            "class A12 implements S12 { public int n() { return 1; } }",
            "S12 s12 = new A12();",
            "class A12 implements S12 { public int n() { return 2; } }",
            "s12.n()")
        self.assertEqual(ran.result, "2")

    def test_objects_that_keep_the_old_code_are_announced(self):
        said = self.last(
            "interface S13 { int n(); }",
            "class A13 implements S13 { public int n() { return 1; } }",
            "S13 s13 = new A13();",
            "class A13 implements S13 { int extra; public int n() { return 2; } }")
        self.assertIn("`s13` still holds an object of the old class", said.stream("stderr"))

    def test_a_failing_initialiser_keeps_the_old_value(self):
        self.assertEqual(self.last("int d14 = 5;", 'int d14 = Integer.parseInt("x");', "d14").result, "5")

    def test_a_loop_in_redefined_code_can_be_interrupted(self):
        self.last("void spin15() { }", "void spin15() { while (true) {} }")
        msg_id = self.kernel.send("spin15()")
        self.kernel.published(0.5)
        self.kernel.request("control", "interrupt_request", {})
        self.assertEqual(self.kernel.status(msg_id, timeout=5), "error")
        self.kernel.published(0.3)
