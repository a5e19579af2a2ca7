package dev.crema.magics.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
    @Test
    void aRightAnswerGetsATick() {
        assertThat(printed(Check.that(1.21052).isCloseTo(1.2105, 1e-3), "the lowest point"))
                .isEqualTo("✓\n");
        assertThat(Check.that(3).isEqualTo(3L).isRight()).isTrue();
        assertThat(Check.that("sigmoid").isEqualTo("sigmoid").isRight()).isTrue();
        assertThat(Check.that(true).isTrue().isRight()).isTrue();
    }

    @Test
    void aWrongAnswerGetsTheHintAndWhatItIs() {
        assertThat(printed(Check.that(0.0).isCloseTo(1.2105, 1e-3), "the lowest point"))
                .isEqualTo("✗ the lowest point (that is 0.0)\n");
        assertThat(Check.that(0).isEqualTo(11)).hasToString("✗ that is 0");
        assertThat(Check.that("tanh").isEqualTo("sigmoid")).hasToString("✗ that is tanh");
        assertThat(Check.that(false).isTrue()).hasToString("✗ that is false");
        assertThat(Check.that(Double.NaN).isCloseTo(1, 10).isRight()).isFalse();
    }

    @Test
    void whatIsMissingOrThrowsIsAnOpenExercise() {
        assertThat(Check.that((Object) null).isCloseTo(1, 0)).hasToString("✗ there is no answer yet");
        int zero = 0;
        assertThat(printed(Check.that(() -> 1 / zero).isEqualTo(1), "mind the zero"))
                .isEqualTo("✗ mind the zero (it throws ArithmeticException: / by zero)\n");
        assertThat(Check.that("later").isCloseTo(1, 0)).hasToString("✗ that is later, not numbers");
        assertThat(Check.that("later").hasShape(2)).hasToString("✗ that is later, not numbers");
    }

    @Test
    void tensorsArraysAndListsAreComparedNumberByNumber() {
        Tensor answer = Tensor.of(1.0, 2, 3);
        assertThat(Check.that(answer).isCloseTo(new double[] {1, 2, 3}, 1e-6).isRight())
                .isTrue();
        assertThat(Check.that(new int[] {1, 2}).isEqualTo(List.of(1, 2)).isRight())
                .isTrue();
        assertThat(Check.that(new int[][] {{1, 2}, {3, 4}}).hasShape(2, 2).isRight())
                .isTrue();
        assertThat(Check.that(Tensor.of(7.0)).isCloseTo(7, 0).isRight()).isTrue();
        assertThat(Check.that(answer).isCloseTo(Tensor.of(1.0, 5, 3), 1e-6)).hasToString("✗ number 1 is 2.0");
        assertThat(Check.that(answer).isCloseTo(List.of(1, 2), 1)).hasToString("✗ the shape is [3], not [2]");
        assertThat(Check.that(answer.gt(0)).isTrue().isRight()).isTrue();
    }

    @Test
    void theFirstConditionThatDoesNotHoldIsTold() {
        Check check = Check.that(Tensor.of(1.0, 2)).hasShape(3).isCloseTo(List.of(1, 1), 0);
        assertThat(check).hasToString("✗ the shape is [2]");
    }

    @Test
    void anExpectedValueThatIsNoNumberIsTheAuthorsMistake() {
        assertThatThrownBy(() -> Check.that(1).isCloseTo("one", 0))
                .hasMessage("isCloseTo: give numbers as expected, not one");
    }

    private static String printed(Check check, String hint) {
        PrintStream before = System.out;
        var bytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            check.hint(hint);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void numbersKeepTheirPrecision() {
        assertThat(Check.that(1.2070125438598).isCloseTo(1.2070125438597, 1e-12).isRight())
                .isTrue();
        assertThat(Check.that(1.3).isCloseTo(1.2, 1e-3).toString()).contains("that is 1.3");
        assertThat(Check.that(Tensor.scalar(1.3)).isCloseTo(1.2, 1e-3).toString())
                .contains("that is 1.3");
    }
}
