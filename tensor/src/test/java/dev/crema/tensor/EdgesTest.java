package dev.crema.tensor;

import static dev.crema.tensor.DType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is refused, and how the message helps; numbers that need all their digits.
class EdgesTest {
    private static final long ODD = 9007199254740993L; // 2^53 + 1, which no double is

    private static Tensor matrix() {
        return Tensor.arange(6).view(2, 3).to(DType.FLOAT32);
    }

    private static Arguments refused(String message, Supplier<Object> wrong) {
        return Arguments.of(message, wrong);
    }

    static Stream<Arguments> mistakes() {
        Tensor x = matrix();
        Tensor v = Tensor.of(1.0, 2, 3, 4);
        Tensor whole = Tensor.of(1, 2);
        Tensor mask = Tensor.of(true, false);
        return Stream.of(
                refused("dot: the vectors differ in length: [4] and [3]; take", () -> v.dot(x.at(0))),
                refused("mv: inner dimensions differ: [2, 3] x [4] (3 != 4)", () -> x.mv(v)),
                refused("max: dimension 2 of [2, 3] does not exist; use -2 to 1", () -> x.max(2)),
                refused(
                        "min: dimension 0 of [0, 3] is empty; there is no smallest",
                        () -> x.at(":0").min(0)),
                refused("stack: position 5 does not exist for [2, 3]; use -3 to 2", () -> Tensor.stack(5, x, x)),
                refused("maskedFill: shapes do not broadcast: [2, 3] and [2]", () -> x.maskedFill(mask, 0)),
                refused("gather: the positions must be integers, got float32 [2, 3]; convert", () -> x.gather(1, x)),
                refused("oneHot: the positions must be integers, got float32 [4]; convert", () -> v.oneHot(2)),
                refused(
                        "size: a tensor of shape [] has no dimension 0",
                        () -> Tensor.scalar(1).size(0)),
                refused("randperm: the count cannot be negative, got -1", () -> Tensor.randperm(-1)),
                refused("normal: the deviation must not be negative, got -1.0", () -> Tensor.normal(0, -1, 2)),
                refused(
                        "assign: [3] is expanded, its elements in dimension 0 are one",
                        () -> Tensor.zeros(1).expand(3).assign(v.at(":3"))),
                refused("pow: int64 [2] to the negative whole power -1", () -> whole.pow(-1)),
                refused(
                        "sum: dimension 0 is named twice",
                        () -> Tensor.scalar(1).sum(0, 0)),
                refused("a mask of shape [2] does not fit [2, 3] from dimension 1 on", () -> x.at(":", mask)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsRefusedWithTheWayOut(String message, Supplier<Object> wrong) {
        assertThatThrownBy(wrong::get).hasMessageContaining(message);
    }

    @Test
    void longIntegersKeepAllTheirDigits() {
        Tensor x = Tensor.of(ODD);
        assertThat(x.add(ODD).toLongs()).containsExactly(2 * ODD);
        assertThat(x.eq(ODD).all().item()).isEqualTo(1);
        assertThat(x.neg().abs().toLongs()).containsExactly(ODD);
        assertThat(Tensor.of(3037000499L).pow(2).toLongs()).containsExactly(3037000499L * 3037000499L);
        assertThat(Tensor.full(ODD, 1).toLongs()).containsExactly(ODD);
        assertThat(Tensor.of(ODD - 1, ODD).argmax().itemInt()).isEqualTo(1);
        assertThat(Tensor.of(0L).maskedFill(Tensor.of(true), ODD).toLongs()).containsExactly(ODD);
    }

    @Test
    void aNumberBesideDoublesKeepsItsDigits() {
        Tensor x = Tensor.of(FLOAT64, 1, 2);
        assertThat(x.maskedFill(x.gt(1), 0.1).toDoubles()).containsExactly(1, 0.1);
        assertThat(Tensor.where(x.gt(1), 0.1, x).toDoubles()).containsExactly(1, 0.1);
        assertThat(Tensor.where(x.gt(1), x, 0.1).toDoubles()).containsExactly(0.1, 2);
    }

    @Test
    void listsAndFlagsOfJavaAreIndicesToo() {
        Tensor x = Tensor.arange(6);
        assertThat(x.at(List.of(0, -1)).toInts()).containsExactly(0, 5);
        assertThat(x.at((Object) new long[] {2, 2}).toInts()).containsExactly(2, 2);
        assertThat(x.view(2, 3).at(":", new boolean[] {true, false, true}).toInts())
                .containsExactly(0, 2, 3, 5);
    }

    @Test
    void sumsOfEveryOtherRowOfAColumnDoNotTakeTheRowsBetween() {
        Tensor column = Tensor.of(1.0, 10, 100, 1000).view(4, 1);
        assertThat(column.at("::2").sum().item()).isEqualTo(101);
        assertThat(column.at("1::2").sum(0, 1).item()).isEqualTo(1010);
        assertThat(column.at("::2").mean().item()).isEqualTo(50.5);
    }
}
