"""Runs the tests of this folder and prints a line of JSON for each as it ends."""

import json
import os
import sys
import time
import unittest


class JsonResult(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        self.started = time.perf_counter()
        self.problem = None

    def say(self, test, status, message=""):
        seconds = round(time.perf_counter() - getattr(self, "started", time.perf_counter()), 2)
        print(json.dumps({"test": test.id(), "status": status, "seconds": seconds, "message": message}), flush=True)

    def stopTest(self, test):
        if self.problem is None:
            self.say(test, "ok")
        else:
            self.say(test, *self.problem)
        super().stopTest(test)

    def addError(self, test, error):
        super().addError(test, error)
        self.problem = ("failed", self.errors[-1][1])
        if not hasattr(test, "_testMethodName"):  # the set-up of a whole class
            self.say(test, *self.problem)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.problem = ("failed", self.failures[-1][1])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.problem = ("skipped", reason)

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.problem = ("failed", (self.failures + self.errors)[-1][1])


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    names = sys.argv[1:]
    loader = unittest.TestLoader()
    sys.path.insert(0, here)
    suite = loader.loadTestsFromNames(names) if names else loader.discover(here, top_level_dir=here)
    suite.run(JsonResult())
