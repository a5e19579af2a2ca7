"""Libraries by their coordinates, from a repository of this test's own."""

import functools
import http.server
import os
import tempfile
import threading
import unittest
import zipfile

from kernel_case import Kernel

POM = """<project><modelVersion>4.0.0</modelVersion><groupId>test.own</groupId><artifactId>{0}</artifactId>
<version>1.0</version><dependencies>{1}</dependencies></project>"""
NEEDS = "<dependency><groupId>test.own</groupId><artifactId>below</artifactId><version>1.0</version></dependency>"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def publish(root, artifact, needs=""):
    folder = os.path.join(root, "test", "own", artifact, "1.0")
    os.makedirs(folder)
    with open(os.path.join(folder, artifact + "-1.0.pom"), "w") as file:
        file.write(POM.format(artifact, needs))
    with zipfile.ZipFile(os.path.join(folder, artifact + "-1.0.jar"), "w") as jar:
        jar.writestr(artifact + ".txt", "text of " + artifact)


class Maven(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.local = os.path.join(folder.name, "local")
        self.remote = os.path.join(folder.name, "remote")
        publish(self.remote, "above", NEEDS)
        publish(self.remote, "below")

    def kernel(self):
        kernel = Kernel(JDK_JAVA_OPTIONS="-Dmaven.repo.local=" + self.local)
        self.addCleanup(kernel.close)
        return kernel

    def test_a_library_comes_with_what_it_needs_and_without_a_network_the_second_time(self):
        handler = functools.partial(Quiet, directory=self.remote)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        line = f"%maven test.own:above:1.0 --repo http://127.0.0.1:{server.server_address[1]}/"
        read = 'new String(ClassLoader.getSystemClassLoader() == null ? null : Thread.currentThread().getContextClassLoader().getResourceAsStream("%s.txt").readAllBytes())'
        for attempt in ("with a network", "without"):
            kernel = self.kernel()
            ran = kernel.run(line)
            self.assertEqual(ran.status, "ok", (attempt, ran.error and ran.traceback))
            shown = [c["data"]["text/plain"] for c in ran.of_type("display_data", "update_display_data")]
            self.assertEqual(shown[-1], "test.own:above:1.0: 2 jars added")
            for name in ("above", "below"):
                self.assertEqual(kernel.run(read % name).result, "text of " + name)
            self.assertIn("already there", kernel.run(line).of_type("display_data")[-1]["data"]["text/plain"])
            if attempt == "with a network":
                server.shutdown()
                server.server_close()

    def test_mistakes_are_explained_in_a_sentence(self):
        kernel = self.kernel()
        self.assertIn("not GROUP:ARTIFACT:VERSION", kernel.run("%maven gson").traceback)
        self.assertIn("%maven org.apache", kernel.run("%maven").traceback)
        ran = kernel.run("%maven test.own:nowhere:1.0 --repo http://127.0.0.1:9/")
        self.assertIn("%maven:", ran.traceback)
        self.assertIn("test.own:nowhere", ran.traceback)
        self.assertLess(ran.traceback.count("\n"), 3)
