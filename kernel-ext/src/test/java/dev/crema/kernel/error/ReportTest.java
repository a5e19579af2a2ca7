package dev.crema.kernel.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.kernel.Notebook;
import dev.crema.kernel.display.Console;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportTest {
    @AutoClose
    private final Notebook notebook = new Notebook();

    @BeforeAll
    void install() {
        Console.install();
    }

    @Test
    void anExceptionShowsTheUsersFramesOnly() {
        ErrorReport report = notebook.error(
                "int g(int a) {\n    if (a == 0) throw new IllegalStateException(\"boom\");\n    return g(a - 1);\n}\ng(2)");
        int cell = notebook.count();
        assertThat(report.name()).isEqualTo("IllegalStateException");
        assertThat(report.message()).isEqualTo("boom");
        assertThat(report.plainText()).isEqualTo("""
                IllegalStateException: boom
                Cell %1$d, line 2 in g
                   2 │     if (a == 0) throw new IllegalStateException("boom");
                     │                 ^
                Cell %1$d, line 3 in g
                   3 │     return g(a - 1);
                     │            ^
                     … 1 more time
                Cell %1$d, line 5
                   5 │ g(2)
                     │ ^""".formatted(cell));
    }

    @Test
    void aTensorWhereAFormatWantsANumberNamesItem() {
        assertThat(notebook.error("String.format(\"%.3f\", dev.crema.tensor.Tensor.scalar(1.5))")
                        .plainText())
                .contains("a text takes numbers of tensors: x.item(), or printf, which takes a tensor of one element");
    }

    @Test
    void causesAreKept() {
        String text = notebook.error("throw new RuntimeException(\"outer\", new IOException(\"inner\"));")
                .plainText();
        assertThat(text).contains("RuntimeException: outer", "Caused by IOException: inner");
    }

    @Test
    void aMethodOfAnEarlierCellIsNamedWithItsCell() {
        notebook.run("void fail() {\n    Objects.requireNonNull(null, \"nothing there\");\n}");
        int cell = notebook.count();
        String text = notebook.error("fail();").plainText();
        assertThat(text).contains("Cell " + cell + ", line 2 in fail", "Cell " + (cell + 1) + ", line 1");
        assertThat(text.lines().toList().get(3))
                .as("the caret is below the call")
                .isEqualTo("     │             ^");
    }

    @Test
    void aDeclarationThatIsRunAgainUnchangedBelongsToItsLatestCell() {
        String code = "int divide(int a) { return 1 / a; }";
        notebook.run(code);
        notebook.run("\n\n" + code);
        int cell = notebook.count();
        assertThat(notebook.error("divide(0)").plainText()).contains("Cell " + cell + ", line 3 in divide");
    }

    @Test
    void printedStackTracesSpeakOfCellsToo() {
        notebook.run("\nnew Exception(\"mine\").printStackTrace();");
        assertThat(notebook.output().warned())
                .contains("(Cell " + notebook.count() + ":2)")
                .doesNotContain("$JShell$DOES");
    }

    @Test
    void aCompileErrorShowsTheLineWithACaret() {
        ErrorReport report = notebook.error("int a = 1;\nint b = a + \"x\".lenght();");
        assertThat(report.name()).isEqualTo("CompileError");
        assertThat(report.plainText()).isEqualTo("""
                CompileError: cannot find symbol: method lenght()
                Cell %d, line 2
                   2 │ int b = a + "x".lenght();
                     │                ^
                  location: class String""".formatted(notebook.count()));
    }

    @Test
    void theCaretIsRightInTheShownExpressionToo() {
        String text = notebook.error("int c = 1;\nc++;\nc + nothing").plainText();
        assertThat(text).contains("line 3", "   3 │ c + nothing\n     │     ^");
    }

    @Test
    void anUnknownClassThatAnImportWouldFixNamesTheImport() throws InterruptedException {
        String text = "";
        for (int i = 0; i < 50 && !text.contains("import"); i++) { // the index of names is made in the background
            text = notebook.error("new JFrame()").plainText();
            Thread.sleep(100);
        }
        assertThat(text).contains("import javax.swing.JFrame;");
    }

    @Test
    void anUnknownNameIsComparedWithTheKnownOnes() {
        notebook.run("int epochs = 3;");
        assertThat(notebook.error("epoch + 1").plainText()).contains("did you mean epochs?");
    }

    @Test
    void aDeclarationThatNeedsAnUndeclaredNameIsNoticed() {
        notebook.run("int useLater() { return declaredLater(1); }");
        assertThat(notebook.output().warned()).contains("`useLater` cannot be used yet", "method declaredLater(int)");
        assertThat(notebook.error("useLater()").plainText()).contains("`useLater` needs method declaredLater(int)");
        assertThat(notebook.result("int declaredLater(int a) { return a; }\nuseLater()"))
                .isEqualTo("1");
    }

    @Test
    void aClassThatExtendsAnUnknownOneIsAnError() {
        assertThat(notebook.error("class Sub extends Unknown {}").plainText())
                .contains("cannot find symbol: class Unknown");
    }

    @Test
    void aClearedVariableIsAnnouncedAndExplained() {
        notebook.run("class Shape { double w = 1; }");
        notebook.run("var shape = new Shape();");
        int cell = notebook.count();
        notebook.run("class Shape { double w = 1, b = 0; }");
        assertThat(notebook.output().warned())
                .contains("`shape` was cleared because class Shape", "run cell " + cell + " again");
        assertThat(notebook.error("shape.w").plainText()).contains("`shape` was cleared");
        notebook.run("var shape = new Shape();");
        assertThat(notebook.result("shape.b")).isEqualTo("0.0");
    }

    @Test
    void aVariableWhoseInitialiserNoLongerCompilesKeepsItsValue() {
        notebook.run("var base = 1;");
        notebook.run("var derived = base + 1;");
        notebook.run("var base = 2.5;");
        assertThat(notebook.result("derived")).isEqualTo("2");
    }

    @Test
    void endlessRecursionIsShort() {
        String text = notebook.error("int down(int n) { return down(n + 1) + 1; }\ndown(0)")
                .plainText();
        assertThat(text.lines()).hasSizeLessThan(12);
        assertThat(text).contains("StackOverflowError", "more times", "stop condition");
    }

    static List<String[]> slips() {
        return List.of(
                new String[] {"float rate = 0.01;", "write double: double rate"},
                new String[] {"int label = t.item();", "t.itemInt()"},
                new String[] {"int n = t.numel();", "long n"},
                new String[] {"t * 2", "t.mul(2)"},
                new String[] {"0.5 * t", "t.mul(0.5)"},
                new String[] {"int length = 3; length.foo()", "a value of type int has no methods"},
                new String[] {"1 - t", "Tensor.scalar(1).sub(t)"},
                new String[] {"double running = 0; running += t;", "t.item()"},
                new String[] {"t[0]", "t.at(0)"},
                new String[] {"t.at(1:, 0)", ".at(\"1:, 0\")"},
                new String[] {"Tensor.of([1, 2])", "(1, 2)"},
                new String[] {"t.at(\":, 1\") = 1;", "t.at(\":, 1\").assign(1)"},
                new String[] {"for (var (a, b) : List.of(1)) println(a);", "batch.x()"},
                new String[] {"Net model = new Net(); model(t)", "model.forward(x)"},
                new String[] {"t.sum(dim=1)", "no named arguments"},
                new String[] {"new Net().parameters", "parameters()"},
                new String[] {"new Net().zero_grad()", "zeroGrad()"},
                new String[] {"Net m = new Net(); m.fit(t)", "Trainer.of(m, t).fit(10)"},
                new String[] {"Math.log(t)", "t.log()"},
                new String[] {"if (t.eq(t)) println(1);", ".all()"},
                new String[] {"int[] labels = {1}; new Net().forward(labels)", "Tensor.of(labels)"},
                new String[] {
                    "class Mlp extends Base { Tensor forward(Tensor x) { return x; } }", "public Tensor forward"
                },
                new String[] {
                    "double s(List<Tensor> d) { double z = 0; d.forEach(b -> z += b.item()); return z; }",
                    "NoGrad.scope()"
                },
                new String[] {"var moved = new Net().to(1);", "two lines"},
                new String[] {"t.requiresGrad().mul(2)", "requiresGrad(true)"},
                new String[] {"record Args(double lr) {} Args args = new Args(0.1); args.lr", "lr()"},
                new String[] {"import java.awt.*; List<Integer> list = null;", "import the one you mean"},
                new String[] {"int x = 1\nint y = 2;", "semicolon"},
                new String[] {"char c = \"a\";", "single quotes"},
                new String[] {"var f = x -> x + 1;", "a lambda needs a type"});
    }

    @ParameterizedTest
    @MethodSource("slips")
    void aUsualSlipIsAnsweredWithWhatToWrite(String code, String hint) {
        notebook.run("""
                class Tensor {
                    static Tensor of(int... v) { return new Tensor(); }
                    double item() { return 0; }
                    long numel() { return 0; }
                    Tensor at(Object... i) { return this; }
                    Tensor mul(Number n) { return this; }
                    Tensor eq(Tensor t) { return this; }
                    Tensor sum(int dim) { return this; }
                    boolean requiresGrad() { return true; }
                }
                abstract class Base { public abstract Tensor forward(Tensor x); }
                class Net { Tensor forward(Tensor x) { return x; } List<Tensor> parameters() { return null; } void to(int d) {} }
                Tensor t = new Tensor();""");
        assertThat(notebook.error(code).plainText()).contains(hint);
    }
}
