package dev.crema.kernel.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.kernel.Notebook;
import dev.crema.kernel.display.Console;
import dev.crema.magics.Host.ExpressionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluatorTest {
    @AutoClose
    private final Notebook notebook = new Notebook();

    @BeforeAll
    void install() {
        Console.install();
    }

    @Test
    void aVariableMayBeNamedAsThePackagesOfTheProduct() {
        notebook.run("int dev = 1;");
        assertThat(notebook.result("dev + 1")).isEqualTo("2");
        assertThat(notebook.result("var java2 = dev * 3; java2")).isEqualTo("3");
    }

    @Test
    void theLastExpressionIsShown() {
        assertThat(notebook.result("int x = 20;\nx + 1")).isEqualTo("21");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 1;",
                "int a = 5",
                "a1 = 3",
                "for (int i = 0; i < 3; i++) {}",
                "Thread.sleep(1)",
                "accept(\"of any type\")",
                "List.of(1).forEach(i -> accept(i))",
                "switch (a1) { case 0 -> accept(1); default -> accept(2); }",
                "switch (a1) { case 0: a1++; break; default: a1--; }",
                "class Q {}",
                "// nothing",
                "''"
            })
    void whatIsNoLastExpressionShowsNothing(String code) {
        notebook.run("int a1 = 0;\n<T> void accept(T value) {}");
        assertThat(notebook.result(code)).isEmpty();
    }

    @Test
    void aSwitchWithValuesIsShown() {
        notebook.run("int b1 = 2;");
        assertThat(notebook.result("switch (b1) { case 1 -> \"one\"; default -> \"many\"; }"))
                .isEqualTo("many");
    }

    @Test
    void whatIsWrongInTheLastStatementIsSaidOfTheStatement() {
        notebook.run("int c1 = 2;");
        assertThat(notebook.error("switch (c1) { case 1 -> System.out.println(unknown1); default -> {} }")
                        .plainText())
                .contains("variable unknown1")
                .doesNotContain("void", "switch expression");
        assertThat(notebook.error("c1 + unknown2").plainText())
                .contains("variable unknown2")
                .doesNotContain("statement");
    }

    @Test
    void printsArriveInOrderAndBeforeTheEnd() {
        notebook.run("for (int i = 0; i < 1000; i++) System.out.println(i);");
        assertThat(notebook.output().printed().lines())
                .hasSize(1000)
                .startsWith("0", "1")
                .endsWith("999");
    }

    @Test
    void statementsOfACellAreCompiledTogether() {
        notebook.error("System.out.println(\"first\");\nundeclared.foo();");
        assertThat(notebook.output().printed())
                .as("nothing runs if something does not compile")
                .isEmpty();
    }

    @Test
    void codeBehindALoopWithoutEndIsAllowed() {
        assertThat(notebook.result("int loops = 0;\nwhile (true) { if (++loops == 3) break; }\nloops"))
                .isEqualTo("3");
    }

    @Test
    void anExpressionInTheMiddleDoesNoHarm() {
        assertThat(notebook.result("1 + 1;\n2 + 2")).isEqualTo("4");
        assertThat(notebook.evaluator().variables().names()).noneMatch(name -> name.startsWith("$"));
    }

    @Test
    void nothingRunsIfSomethingIsNoJava() {
        notebook.error("System.out.println(1);\nint h( {");
        assertThat(notebook.output().printed()).isEmpty();
    }

    @Test
    void variablesMethodsAndClassesLiveOn() {
        notebook.run("class Net { double w = 2; double f(double x) { return w * x; } }");
        notebook.run("var net = new Net();\ndouble twice(double x) { return 2 * x; }");
        assertThat(notebook.result("twice(net.f(3))")).isEqualTo("12.0");
    }

    @Test
    void classesOfSeveralCellsMergeInOneFrame() {
        notebook.run("class Base { int f() { return 1; } }");
        notebook.run("class Left extends Base {}");
        notebook.run("class Right extends Base {}");
        assertThat(
                        notebook.result(
                                "int merge(boolean b) { var net = b ? new Left() : new Right(); return net.f(); }\nmerge(true)"))
                .isEqualTo("1");
    }

    @Test
    void assertionsAreOn() {
        assertThat(notebook.error("assert 1 > 2 : \"sizes differ\";").message()).isEqualTo("sizes differ");
    }

    @Test
    void exitIsRefused() {
        assertThat(notebook.error("System.exit(3)").name()).isEqualTo("SecurityException");
        assertThat(notebook.error("Runnable r = () -> Runtime.getRuntime().halt(1); r.run();")
                        .name())
                .isEqualTo("SecurityException");
    }

    @Test
    void aThreadOfAnEarlierCellPrintsBelowThatCell() throws InterruptedException {
        notebook.run(
                "var late = new Thread(() -> { try { Thread.sleep(150); } catch (Exception e) {} System.out.println(\"late\"); System.out.flush(); }); late.start();");
        var first = notebook.output();
        notebook.run("late.join(); Thread.sleep(50);");
        assertThat(first.printed()).isEqualTo("late\n");
        assertThat(notebook.output().printed()).isEmpty();
    }

    @Test
    void magicsEvaluateExpressionsAndDeclareVariables() {
        notebook.run("int seven = 7;");
        var evaluator = notebook.evaluator();
        assertThat(evaluator.evaluate("seven * 6")).isEqualTo(42);
        evaluator.bind("names", "List<String>", java.util.List.of("a", "b"));
        evaluator.bind("rate", "double", 0.5);
        assertThat(notebook.result("names.get(1).length() + rate")).isEqualTo("1.5");
    }

    @Test
    void anExpressionThatDoesNotCompileIsExplained() {
        assertThatThrownBy(() -> notebook.evaluator().evaluate("nowhere + 1"))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("`nowhere + 1`: cannot find symbol: variable nowhere");
        assertThatThrownBy(() -> notebook.evaluator().evaluate("System.gc()")).hasMessageContaining("has no value");
    }

    @Test
    void whatAnExpressionThrowsComesThrough() {
        assertThatThrownBy(() -> notebook.evaluator().evaluate("Integer.parseInt(\"x\")"))
                .isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aClassOfTheUsersWinsOverADefaultImport() {
        assertThat(notebook.result("class Module { public String toString() { return \"mine\"; } }\nnew Module()"))
                .isEqualTo("mine");
    }

    @Test
    void librariesOfTheKernelAreHidden() {
        assertThat(notebook.error("Class.forName(\"com.google.gson.Gson\")").name())
                .isEqualTo("ClassNotFoundException");
    }

    @Test
    void theCellThreadIsTheSameForAllCells() {
        notebook.run("var first = Thread.currentThread();");
        assertThat(notebook.result("first == Thread.currentThread()")).isEqualTo("true");
        assertThat(
                        notebook.result(
                                "Thread.currentThread().getContextClassLoader() == new Object() {}.getClass().getClassLoader()"))
                .isEqualTo("true");
    }

    @Test
    void cellsStayAsFastAsTheyWere() {
        for (int i = 0; i < 60; i++) notebook.run("1 + 1");
        long early = millis(20);
        for (int i = 0; i < 300; i++) notebook.run("System.nanoTime();");
        assertThat(millis(20)).isLessThan(Math.max(400, 2 * early));
    }

    private long millis(int cells) {
        long start = System.nanoTime();
        for (int i = 0; i < cells; i++) notebook.run("1 + 1");
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void aCheckWhoseAnswerNobodyHasDeclaredPrintsItsHint() {
        notebook.run("""
                Check.that(nowhere).isCloseTo(1, 0.1).hint("look \\"down\\"");
                Check.that(() -> nothing(3)).isTrue().hint("write it");
                println("on");
                """);
        assertThat(notebook.output().printed()).isEqualTo("""
                        ✗ look "down" (no cell has declared `nowhere` yet)
                        ✗ write it (no cell has declared `nothing` yet)
                        on
                        """);
    }

    @Test
    void aCheckOfAnAnswerOfAnotherFormPrintsItsHint() {
        notebook.run("double twice(double a) { return 2 * a; }");
        notebook.run("Check.that(() -> twice(1, 2)).isCloseTo(2, 0).hint(\"of one number\");");
        assertThat(notebook.output().printed()).startsWith("✗ of one number (");
    }
}
