"""Our libraries do not shadow the user's: what a notebook adds is what its cells get. From Maven Central."""

import unittest
import urllib.error
import urllib.request

from kernel_case import KernelCase, slow

CENTRAL = "https://repo.maven.apache.org/maven2/"


def central_answers():
    try:
        urllib.request.urlopen(CENTRAL + "junit/junit/maven-metadata.xml", timeout=10).close()
        return True
    except (urllib.error.URLError, OSError):
        return False


@slow
class Libraries(KernelCase):
    @classmethod
    def setUpClass(cls):
        if not central_answers():
            raise unittest.SkipTest("Maven Central does not answer")
        super().setUpClass()

    def add(self, *libraries):
        for library in libraries:
            self.ok("%maven " + library, timeout=180)

    def test_another_jackson_than_ours(self):
        unknown = self.run_cell("new com.fasterxml.jackson.databind.ObjectMapper()").traceback
        self.assertIn("does not exist", unknown)
        self.add("com.fasterxml.jackson.core:jackson-databind:2.15.2")
        self.ok("var mapper = new com.fasterxml.jackson.databind.ObjectMapper();")
        self.assertEqual(self.ok("mapper.version().toString()").result, "2.15.2")
        self.assertEqual(self.ok('mapper.writeValueAsString(Map.of("a", 1))').result, '{"a":1}')

    def test_an_old_xerces_serves_the_cells_and_not_the_kernel(self):
        self.add("xerces:xercesImpl:2.6.2")
        self.assertIn("xerces", self.ok("javax.xml.parsers.DocumentBuilderFactory.newInstance().getClass().getName()").result)
        self.assertIn("already there", self.ok("%maven xerces:xercesImpl:2.6.2").of_type("display_data")[-1]["data"]["text/plain"])
        self.assertEqual(self.ok("6 * 7").result, "42")

    def test_logback_is_the_one_provider_of_slf4j(self):
        self.add("ch.qos.logback:logback-classic:1.5.6")
        ran = self.ok("org.slf4j.LoggerFactory.getILoggerFactory().getClass().getName()")
        self.assertEqual(ran.result, "ch.qos.logback.classic.LoggerContext")
        self.assertNotIn("SLF4J", ran.stream("stderr"))

    def test_a_driver_is_found_though_the_manager_was_asked_before(self):
        connect = 'java.sql.DriverManager.getConnection("jdbc:h2:mem:test").isValid(1)'
        self.assertIn("No suitable driver", self.run_cell(connect).traceback)
        self.add("com.h2database:h2:2.2.224")
        self.assertEqual(self.ok(connect).result, "true")
