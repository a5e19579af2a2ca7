"""The saved notebook in other tools: nbconvert's HTML and LaTeX, and a page from which scripts and styles were stripped."""

import base64
import re
import struct

import nbformat
from kernel_case import KernelCase, slow
from nbconvert import HTMLExporter, LatexExporter

CELLS = [
    "Plot.line(new double[] {3, 2, 1}).title(\"Falling\")",
    "Figure.row(Plot.heat(new double[][] {{1, 2}, {3, 4}}), Plot.bars(List.of(\"a\", \"b\"), new int[] {1, 2}))",
    """var inputs = Tensor.randn(300, 4);
var model = new Linear(4, 1);
%train model TensorDataset.of(inputs, inputs.sum(1).view(-1, 1)) --epochs 5""",
]


@slow
class SavedNotebook(KernelCase):
    def saved(self):
        notebook = nbformat.v4.new_notebook()
        for source in CELLS:
            ran = self.ok(source)
            outputs = {}
            for message in ran.messages:
                content, kind = message["content"], message["msg_type"]
                if kind in ("display_data", "execute_result", "update_display_data"):
                    key = content["transient"].get("display_id") or len(outputs)
                    outputs[key] = nbformat.v4.new_output(
                        "display_data", data=content["data"], metadata=content["metadata"])
            notebook.cells.append(nbformat.v4.new_code_cell(source, outputs=list(outputs.values())))
        nbformat.validate(notebook)
        return notebook

    def test_every_figure_arrives_with_its_size_and_its_words(self):
        notebook = self.saved()
        for template in ("lab", "classic"):
            with self.subTest(template):
                html, _ = HTMLExporter(template_name=template).from_notebook_node(notebook)
                self.check(html, len(CELLS), words=template == "classic")  # lab's template writes no alt text
                self.check(stripped(html), len(CELLS), words=template == "classic")

    def test_a_drawn_figure_carries_its_words_into_every_template(self):
        ran = self.ok("%config figure=svg\n" + CELLS[0])
        self.ok("%config figure=png")
        data = ran.of_type("execute_result", "display_data")[-1]["data"]
        self.assertNotIn("image/png", data)
        cell = nbformat.v4.new_code_cell(CELLS[0], outputs=[nbformat.v4.new_output("display_data", data=data)])
        notebook = nbformat.v4.new_notebook(cells=[cell])
        for template in ("lab", "classic"):
            with self.subTest(template):
                html, _ = HTMLExporter(template_name=template).from_notebook_node(notebook)
                # The drawing is the source of an <img>, for which these templates take no alt text from anybody: its
                # words are inside it, as its title.
                sources = re.findall(r"<img[^>]*data:image/svg\+xml;base64,([^\"]+)", html)
                drawings = [base64.b64decode(source).decode() for source in sources] or [html]
                self.assertRegex(drawings[-1], r'<svg[^>]* role="img"[^>]*><title>[^<]*Falling[^<]{10,}</title>')

    def test_latex_gets_pictures(self):
        _, resources = LatexExporter().from_notebook_node(self.saved())
        pictures = [data for name, data in resources["outputs"].items() if name.endswith(".png")]
        self.assertEqual(len(pictures), len(CELLS))

    def check(self, html, count, words):
        images = re.findall(r"<img[^>]*>", html)
        self.assertEqual(len(images), count)
        for image in images:
            picture = base64.b64decode(re.search(r'src="data:image/png;base64,([^"]*)"', image).group(1))
            width, height = struct.unpack(">II", picture[16:24])
            self.assertEqual(int(re.search(r'width="?(\d+)', image).group(1)), width // 2)
            self.assertEqual(int(re.search(r'height="?(\d+)', image).group(1)), height // 2)
            if words:
                self.assertRegex(image, r'alt="[A-Z][^"]{20,}"')


def stripped(html):
    """What is left where a page's scripts, styles and their attributes are taken out, as code hosts do."""
    html = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.S)
    return re.sub(r' (style|class|id|on\w+)="[^"]*"', "", html)
