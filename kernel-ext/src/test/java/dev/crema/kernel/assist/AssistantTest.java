package dev.crema.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.kernel.Notebook;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssistantTest {
    @AutoClose
    private final Notebook notebook = new Notebook();

    private final Assistant assistant = new Assistant(notebook.evaluator());

    @BeforeAll
    void declare() {
        notebook.run(
                "int epochs = 3;\ndouble square(double x) { return x * x; }\nclass Net { int size; int forward(int x) { return x; } }\nvar net = new Net();");
    }

    /// The bar stands for the cursor.
    private List<Completion> complete(String code) {
        return assistant.complete(code.replace("|", ""), code.indexOf('|'));
    }

    private String inspect(String code) {
        return assistant
                .inspect(code.replace("|", ""), code.indexOf('|'))
                .data()
                .getOrDefault("text/plain", "");
    }

    @Test
    void membersAreCompletedWithTheirSignatures() {
        assertThat(complete("System.out.printl|")).singleElement().satisfies(c -> {
            assertThat(c.text()).isEqualTo("println(");
            assertThat(c.start()).isEqualTo(11);
            assertThat(c.type()).isEqualTo("function");
            assertThat(c.signature()).endsWith("void");
        });
    }

    @Test
    void variablesAndMethodsOfTheNotebookAreCompletedWithTheirTypes() {
        assertThat(complete("epo|")).contains(new Completion("epochs", 0, "instance", "int"));
        assertThat(complete("squ|")).contains(new Completion("square(", 0, "function", "(double)double"));
    }

    @Test
    void membersOfAClassOfTheNotebookAreCompleted() {
        assertThat(complete("net.fo|")).contains(new Completion("forward(", 4, "function", "(int) int"));
    }

    @Test
    void variablesThatTheCellDeclaresAboveAreKnown() {
        assertThat(complete("var names = new ArrayList<String>();\nnames.isEm|"))
                .extracting(Completion::text)
                .containsExactly("isEmpty()");
    }

    @Test
    void offsetsAreThoseOfTheCell() {
        assertThat(complete("int y = 1;\n\nint z = epo|").getFirst().start()).isEqualTo(20);
    }

    @Test
    void magicsAndTheirArgumentsAreCompleted() {
        assertThat(complete("int x = 1;\n%ti|")).extracting(Completion::text).containsExactly("%time", "%timeit");
        assertThat(complete("%%ba|")).extracting(Completion::text).containsExactly("%%bash");
        assertThat(complete("%time epo|")).extracting(Completion::text).contains("epochs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Ma|th.max(1, 2)~java.lang.Math",
                "Math.ma|x(1, 2)~int Math.max(int a, int b)",
                "Math.max|(1, 2)~int Math.max(int a, int b)",
                "Math.max(1, 2|)~int Math.max(int a, int b)",
                "epochs|~epochs:int",
                "squa|re(2)~double square(double x)"
            })
    void inspectionShowsTheSignature(String code, String expected) {
        assertThat(inspect(code)).contains(expected);
    }

    @Test
    void inspectionShowsTheDocumentationAndTheValue() {
        assertThat(inspect("Math.max|")).contains("Returns the greater of two `int` values");
        assertThat(inspect("epochs|")).endsWith("= 3");
        assertThat(inspect("%time|")).contains("Runs code once");
        assertThat(inspect("nothing|")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "int x = 1;~complete~''",
                "1 + 1~complete~''",
                "foo(3)~complete~''",
                "class A {}~complete~''",
                "void f() {~incomplete~'    '",
                "for (int i = 0; i < 3; i++) { if (i > 1) {~incomplete~'        '",
                "int x = = 3;~invalid~''",
                "''~complete~''",
                "%time 1~complete~''",
                "String s = \"\"\"~incomplete~''"
            })
    void completenessDecidesWhatEnterDoes(String code, String status, String indent) {
        assertThat(assistant.completeness(code)).isEqualTo(new Completeness(status, indent));
    }

    @Test
    void javadocBecomesMarkdown() {
        assertThat(
                        Javadoc.markdown(
                                "Gives {@code x} or {@link java.util.List#get(int) an element}.\n<p>See <i>this</i> &lt;T&gt;.\n@param x the value\n@return it"))
                .isEqualTo("Gives `x` or an element.\n\nSee *this* <T>.\n\n- parameter x the value\n\n- returns it");
    }
}
