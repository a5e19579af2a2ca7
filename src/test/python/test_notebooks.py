"""Three of the labs, executed as a student's JupyterLab or a course's grader does it."""

import pathlib
import unittest

import nbclient
import nbformat

LABS = pathlib.Path(__file__).resolve().parents[3] / "example-notebooks"


def kinds(cell):
    return sorted({output.output_type for output in cell.outputs if output.output_type != "stream"})


class NotebooksTest(unittest.TestCase):
    def runs(self, name):
        notebook = nbformat.read(LABS / name, as_version=4)
        nbformat.validate(notebook)
        saved = [kinds(cell) for cell in notebook.cells if cell.cell_type == "code"]
        first = next(cell for cell in notebook.cells if cell.cell_type == "code")
        first.source = first.source.replace("quick = false", "quick = true")
        client = nbclient.NotebookClient(notebook, kernel_name="crema", timeout=600, resources={"metadata": {"path": str(LABS)}})
        client.execute()
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        self.assertEqual([kinds(cell) for cell in code], saved)
        printed = [output for cell in code for output in cell.outputs if output.output_type == "stream"]
        self.assertEqual([output.text for output in printed if output.name == "stderr"], [])
        for cell in code:
            if "check" in cell.metadata.get("tags", []):
                self.assertIn("✗ ", "".join(output.text for output in cell.outputs))
        nbformat.validate(notebook)
        return "".join(output.text for output in printed)

    def test_regression_by_hand_runs_in_nbclient(self):
        self.assertIn("1.207012543859841 0.6785964919405698", self.runs("01-regression-by-hand.ipynb"))

    def test_cars_and_least_squares_run_in_nbclient(self):
        self.assertIn("w = 253.63019329", self.runs("04-cars-least-squares.ipynb"))

    def test_xor_runs_in_nbclient(self):
        self.assertIn("the same within 1e-6", self.runs("10-xor.ipynb"))


if __name__ == "__main__":
    unittest.main()
