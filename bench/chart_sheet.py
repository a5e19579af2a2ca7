#!/usr/bin/env python3
"""Puts Crema's charts beside those of matplotlib, seaborn and scikit-learn, and of XChart, on one sheet; prints times and sizes.

    ./crema build && pip install matplotlib && python3 bench/chart_sheet.py --data data.json --reference FOLDER --out sheet.png

data.json holds the numbers of eight charts, FOLDER what others drew of them (1-curves.png … 8-facets.png). Left ours, in the middle
theirs, right XChart with its defaults where it has such a chart.
"""
import argparse
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHARTS = ["1-curves", "2-confusion", "3-roc", "4-regions", "5-cloud", "6-fit", "7-layers", "8-facets"]


def draw(data, folder, classpath):
    home = os.environ.get("JAVA_HOME")
    java = str(pathlib.Path(home) / "bin" / "java") if home else "java"
    flags = ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
    subprocess.run([java, *flags, "-cp", classpath, str(ROOT / "bench" / "ChartSheet.java"), data, folder], check=True)


def sheet(folder, reference, out):
    from PIL import Image  # comes with matplotlib

    width, gap = 640, 12
    rows = []
    for chart in CHARTS:
        row = []
        for path in (pathlib.Path(folder, chart + "-ours.png"), pathlib.Path(reference, chart + ".png"),
                     pathlib.Path(folder, chart + "-xchart.png")):
            if not path.exists():
                row.append(None)
                continue
            image = Image.open(path).convert("RGB")
            row.append(image.resize((width, round(image.height * width / image.width)), Image.LANCZOS))
        rows.append(row)
    heights = [max(image.height for image in row if image) for row in rows]
    page = Image.new("RGB", (3 * (width + gap) + gap, sum(heights) + gap * (len(rows) + 1)), (190, 190, 190))
    y = gap
    for row, height in zip(rows, heights):
        for column, image in enumerate(row):
            if image:
                page.paste(image, (gap + column * (width + gap), y))
        y += height + gap
    page.save(out)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", required=True)
    options.add_argument("--reference", required=True)
    options.add_argument("--out", default="sheet.png")
    target = ROOT / "kernel-ext" / "target"
    options.add_argument("--classpath", default=os.pathsep.join([str(target / "crema.jar"), str(target / "lib" / "*")]))
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        draw(given.data, folder, given.classpath)
        sheet(folder, given.reference, given.out)
    print("wrote", given.out)


if __name__ == "__main__":
    main()
