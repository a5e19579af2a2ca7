"""Whatever a cell prints arrives; floods are folded."""

import os
import re

import nbformat
from nbclient import NotebookClient

from kernel_case import KernelCase


class Printing(KernelCase):
    def test_a_hundred_thousand_lines_arrive(self):
        ran = self.ok('for (int i = 0; i < 100_000; i++) System.out.println("line " + i);')
        self.assertEqual(ran.stream(), "".join(f"line {i}\n" for i in range(100_000)))

    def test_thirty_thousand_lines_are_one_output_of_a_saved_notebook(self):
        cell = nbformat.v4.new_code_cell("for (int i = 0; i < 30_000; i++) println(i);")
        notebook = nbformat.v4.new_notebook(cells=[cell])
        NotebookClient(notebook, kernel_name="crema", timeout=120, coalesce_streams=True).execute()
        self.assertEqual(len(notebook.cells[0].outputs), 1)
        self.assertEqual(notebook.cells[0].outputs[0].text.count("\n"), 30_000)

    def test_a_flood_is_folded_in_the_middle_and_kept_in_a_file(self):
        ran = self.ok('for (int i = 0; i < 1_000_000; i++) System.out.println("number " + i);')
        text = ran.stream()
        self.assertLess(len(text), 2_000_000)
        self.assertIn("number 1000\n", text)
        self.assertTrue(text.endswith("number 999999\n"))
        self.assertNotIn("number 500000\n", text)
        left_out = int(re.search(r"… (\d+) characters left out", text)[1])
        path = re.search(r"all of it is in (\S+),", text)[1]
        self.addCleanup(os.remove, path)
        with open(path) as file:
            lines = file.read()
        self.assertEqual(lines, "".join(f"number {i}\n" for i in range(1_000_000)))
        self.assertLess(abs(len(lines) - left_out - len(text)), 500)
        self.assertEqual(self.ok('System.out.print("next")').stream(), "next")

    def test_the_limit_is_a_setting(self):
        self.ok("%config print-limit 1000")
        self.addCleanup(self.run_cell, "%config print-limit 1500000")
        ran = self.ok('for (int i = 0; i < 20_000; i++) System.out.println("number " + i);')
        self.addCleanup(os.remove, re.search(r"all of it is in (\S+),", ran.stream())[1])
        self.assertLess(len(ran.stream()), 80_000)
        self.assertIn("print-limit", self.ok("%config").result)
        self.assertIn("did you mean print-limit", self.run_cell("%config print-limits 5").traceback)
