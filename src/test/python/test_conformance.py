"""The public test suite for Jupyter kernels, whole."""

import unittest

import jupyter_kernel_test


class Conformance(jupyter_kernel_test.KernelTests):
    kernel_name = "crema"
    language_name = "Java"
    file_extension = ".jshell"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("test");'
    completion_samples = [{"text": "System.out.printl", "matches": {"println("}}, {"text": "%%ba", "matches": {"%%bash"}}]
    complete_code_samples = ["1", "int x = 3;", "class A {}", 'System.out.println("hi");']
    incomplete_code_samples = ["void f() {", "for (int i = 0; i < 3; i++) {", 'String s = """']
    invalid_code_samples = ["int x = = 3;", "import = 7q;"]
    code_generate_error = 'throw new RuntimeException("x");'
    code_execute_result = [{"code": "1 + 2 + 3", "result": "6"}, {"code": "new int[] {1, 2}", "result": "[1, 2]"}]
    code_display_data = [{"code": 'display("<b>test</b>", "text/html");', "mime": "text/html"}]
    code_history_pattern = "1?+*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.max"


del jupyter_kernel_test

if __name__ == "__main__":
    unittest.main()
