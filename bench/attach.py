#!/usr/bin/env python3
"""Opens a notebook in JupyterLab, starts a run of a minute, loads the page again, types %attach, and watches.

    ./crema build && pip install jupyterlab && npm install playwright-core
    python3 bench/attach.py --shots FOLDER [--chromium /usr/bin/chromium] [--epochs 1500]

Prints how soon the curve moves after %attach, and the rate of the run before the page was loaded again and after. Wants the kernel
installed where this Python's Jupyter finds it.
"""
import argparse
import json
import os
import pathlib
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time

DRIVER = pathlib.Path(__file__).with_suffix(".mjs")
CELLS = [
    """Tensor.manualSeed(1);
var x = Tensor.randn(3_000, 64);
var data = TensorDataset.of(x, x.at("..., :10").argmax(1));
var model = new Sequential(new Linear(64, 256), new ReLU(), new Linear(256, 10));""",
    "%train model data --epochs {epochs} --lr 0.02 --metrics accuracy",
    "%attach",
    "history.epochs()",
]


def notebook(folder, epochs):
    def cell(source):
        return {"cell_type": "code", "id": secrets.token_hex(4), "metadata": {}, "execution_count": None, "outputs": [],
                "source": source.replace("{epochs}", str(epochs))}

    path = pathlib.Path(folder, "attach.ipynb")
    path.write_text(json.dumps({
        "cells": [cell(source) for source in CELLS],
        "metadata": {"kernelspec": {"name": "crema", "display_name": "Crema"}, "language_info": {"name": "java"}},
        "nbformat": 4, "nbformat_minor": 5}))
    return path


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shots", default="shots")
    options.add_argument("--chromium", default="/usr/bin/chromium")
    options.add_argument("--node", default=".", help="where npm installed playwright-core")
    options.add_argument("--epochs", type=int, default=1500)
    given = options.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        notebook(folder, given.epochs)
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1", "--allow-root",
             "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True", f"--ServerApp.root_dir={folder}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(120):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.5)
            seen = subprocess.run(
                ["node", "--input-type=module", "-", f"http://127.0.0.1:{port}/lab", os.path.abspath(given.shots),
                 given.chromium], input=DRIVER.read_text(), cwd=given.node, stdout=subprocess.PIPE, text=True, timeout=400)
            print(seen.stdout, end="")
            rates = [float(rate.replace(",", "")) for rate in re.findall(r"([\d,]+) batches/s", seen.stdout)]
            if len(rates) >= 2:
                print(f"rate after the reload / before: {rates[-1] / rates[0]:.2f}")
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main()
