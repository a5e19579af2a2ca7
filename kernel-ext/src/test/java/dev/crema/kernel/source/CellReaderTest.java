package dev.crema.kernel.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CellReaderTest {
    private static List<Part> read(String cell) {
        return CellReader.read(SourceText.cell(1, cell), Set.of("time", "plot")::contains, Set.of("done")::contains);
    }

    @Test
    void aLineThatStartsWithAPerCentSignIsAMagic() {
        assertThat(read("int x = 1;\n%time foo(x)\nint y = 2;"))
                .containsExactly(
                        new Part.Java("int x = 1;\n", 0),
                        new Part.Line("time", "foo(x)", 11, 17),
                        new Part.Java("\nint y = 2;", 23));
    }

    @Test
    void twoPerCentSignsTakeTheWholeCell() {
        assertThat(read("\n%%time -n 3\nint x = 1;\nx"))
                .containsExactly(new Part.Whole("time", "-n 3", "int x = 1;\nx", 1, 13));
    }

    @Test
    void aTextBlockMayHoldLinesWithPerCentSigns() {
        String cell = "String s = \"\"\"\n    %time a\n    !ls\n    \"\"\";";
        assertThat(read(cell)).containsExactly(new Part.Java(cell, 0));
    }

    @Test
    void aContinuedRemainderIsNoMagic() {
        assertThat(read("int r = a\n    % b;")).hasSize(1);
        assertThat(read("a\n% b")).hasSize(1);
        assertThat(read("a\n%b")).hasSize(1);
    }

    @Test
    void aKnownMagicBelowAForgottenSemicolonIsAMagic() {
        assertThat(read("foo()\n%plot loss")).last().isEqualTo(new Part.Line("plot", "loss", 6, 12));
    }

    @Test
    void aPerCentSignInsideBracketsOrCommentsIsNoMagic() {
        assertThat(read("foo(\n%time\n)")).hasSize(1);
        assertThat(read("/*\n%time x\n*/\nint y;")).hasSize(1);
        assertThat(read("// %time\n")).hasSize(1);
    }

    @Test
    void anExclamationMarkRunsAShellCommand() {
        assertThat(read("!ls -l | head")).containsExactly(new Part.Shell("ls -l | head", 0));
    }

    @Test
    void aNegationIsNoShellCommand() {
        assertThat(read("!done")).hasExactlyElementsOfTypes(Part.Java.class);
        assertThat(read("!(a && b)")).hasExactlyElementsOfTypes(Part.Java.class);
        assertThat(read("!isOpen()")).hasExactlyElementsOfTypes(Part.Java.class);
        assertThat(read("boolean open = true;\n!open")).hasExactlyElementsOfTypes(Part.Java.class);
    }

    @Test
    void aQuestionMarkAsksForHelp() {
        assertThat(read("?Math.max")).containsExactly(new Part.Help("Math.max", 0));
        assertThat(read("%time?")).containsExactly(new Part.Help("%time", 0));
        assertThat(read("int x = a\n? b : c;")).hasExactlyElementsOfTypes(Part.Java.class);
    }

    @Test
    void aBackslashJoinsTheNextLineToAMagic() {
        assertThat(read("%plot a \\\n --size 3\nint x;").getFirst())
                .isEqualTo(new Part.Line("plot", "a   --size 3", 0, 6));
    }

    @Test
    void anEmptyCellHasNoParts() {
        assertThat(read("")).isEmpty();
        assertThat(read("  \n ")).isEmpty();
    }
}
