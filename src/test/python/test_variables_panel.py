"""The variables panel of a front end, by the debugger's protocol."""

from kernel_case import KernelCase


class VariablesPanel(KernelCase):
    def debug(self, command, **arguments):
        content = {"seq": 7, "type": "request", "command": command, "arguments": arguments}
        reply, _ = self.kernel.request("control", "debug_request", content)
        self.assertEqual((reply["type"], reply["request_seq"], reply["command"]), ("response", 7, command))
        return reply

    def test_variables_are_listed_without_their_data(self):
        self.ok("var t40 = Tensor.zeros(300, 4); int n40 = 3; var s40 = \"hi\"; var m40 = new Linear(3, 2);")
        self.ok("class Slow40 { public String toString() { while (true) {} } }\nvar slow40 = new Slow40();")
        self.assertFalse(self.debug("debugInfo")["body"]["isStarted"])
        self.assertTrue(self.debug("initialize", clientID="test")["success"])
        self.assertTrue(self.debug("attach")["success"])
        self.assertTrue(self.debug("debugInfo")["body"]["isStarted"])
        shown = {v["name"]: (v["type"], v["value"]) for v in self.debug("inspectVariables")["body"]["variables"]}
        self.assertEqual(shown["t40"], ("Tensor", "[300, 4] float32 on cpu"))
        self.assertEqual(shown["n40"], ("Integer", "3"))
        self.assertEqual(shown["s40"], ("String", '"hi"'))
        self.assertEqual(shown["m40"], ("Linear", "8 parameters"))
        self.assertEqual(shown["slow40"], ("Slow40", ""))
        rich = self.debug("richInspectVariables", variableName="n40")["body"]
        self.assertEqual(rich["data"]["text/plain"], "Integer 3")
        self.assertTrue(self.debug("disconnect")["success"])
        self.assertFalse(self.debug("debugInfo")["body"]["isStarted"])

    def test_variables_are_listed_while_a_cell_runs(self):
        self.ok("int before41 = 1;")
        msg_id = self.kernel.send("Thread.sleep(1_000);")
        names = [v["name"] for v in self.debug("inspectVariables")["body"]["variables"]]
        self.assertIn("before41", names)
        self.kernel.wait(msg_id)

    def test_a_breakpoint_is_refused_in_a_sentence(self):
        self.ok("1 + 1")
        path = self.debug("dumpCell", code="1 + 1")["body"]["sourcePath"]
        self.assertEqual(self.debug("setBreakpoints", source={"path": path}, breakpoints=[])["success"], True)
        refused = self.debug("setBreakpoints", source={"path": path}, breakpoints=[{"line": 1}])
        self.assertFalse(refused["success"])
        self.assertEqual(refused["body"]["breakpoints"], [])
        shown = [m["content"]["text"] for m in self.kernel.published(0.5) if m["msg_type"] == "stream"]
        self.assertEqual(len(shown), 1)
        self.assertIn("no breakpoints", shown[0])

    def test_every_request_of_a_front_end_is_answered(self):
        for command in ("configurationDone", "threads", "stackTrace", "scopes", "variables", "source", "continue", "modules"):
            self.assertTrue(self.debug(command)["success"], command)
