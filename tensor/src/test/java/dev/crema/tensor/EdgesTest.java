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
                refused("narrow: 2147483647 elements from 1 on", () -> x.narrow(0, 1, Integer.MAX_VALUE)),
                refused("narrow: 1 elements from 2147483647 on", () -> x.narrow(0, Integer.MAX_VALUE, 1)),
                refused(
                        "reshape: [65536, 65536] has 4294967296 elements, more than one dimension can have",
                        () -> Tensor.zeros(1).expand(1 << 16, 1 << 16).flatten()),
                refused(
                        "flatten: one dimension of the result of [2, 65536, 65536] would have 65,536 x 65,536 elements",
                        () -> Tensor.zeros(1).expand(2, 1 << 16, 1 << 16).flatten(1)),
                refused("repeat: one dimension of the result of [4]", () -> v.repeat(1 << 30)),
                refused(
                        "has more elements than can be counted",
                        () -> Tensor.zeros(1).expand(1 << 30, 1 << 30, 1 << 30)),
                refused("clamp: neither a smallest nor a largest number", () -> x.clamp(null, null)),
                refused(
                        "softmax: dimension 5 of [] does not exist",
                        () -> Tensor.scalar(1.0).softmax(5)),
                refused(
                        "norm: dimension 0 of [0] is empty",
                        () -> Tensor.zeros(0).norm(Double.POSITIVE_INFINITY)),
                refused("randint: from -9223372036854775808", () -> Tensor.randint(Long.MIN_VALUE, Long.MAX_VALUE, 3)),
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
        assertThat(x.clamp(0, Long.MAX_VALUE).toLongs()).containsExactly(ODD);
        assertThat(x.clamp(ODD + 1, null).toLongs()).containsExactly(ODD + 1);
        assertThat(Tensor.of(DType.INT32, 16777217).clamp(0, 20000000).toInts()).containsExactly(16777217);
        assertThat(Tensor.randint(ODD, ODD + 3, 100).toLongs()).containsOnly(ODD, ODD + 1, ODD + 2);
        assertThat(Tensor.of(ODD, ODD - 1).sort().values().toLongs()).containsExactly(ODD - 1, ODD);
        assertThat(Tensor.arange(ODD, ODD + 3).toLongs()).containsExactly(ODD, ODD + 1, ODD + 2);
    }

    @Test
    void oneBoundOfAClampMayBeMissing() {
        Tensor x = Tensor.of(-1.0, 2, Double.NaN).requiresGrad(true);
        assertThat(x.clamp(null, 1).toDoubles()).containsExactly(-1, 1, Double.NaN);
        x.clamp(0, null).sum().backward();
        assertThat(x.grad().toDoubles()).containsExactly(0, 1, 0);
    }

    @Test
    void whatDidNotWinGetsNoGradientEvenBesideNaN() {
        Tensor x = Tensor.of(1.0, 3, 3).requiresGrad(true);
        x.max().backward();
        assertThat(x.grad().toDoubles()).containsExactly(0, 0.5, 0.5);
        x.zeroGrad();
        x.max().mul(0).log().backward();
        assertThat(x.grad().toDoubles()).containsExactly(0, Double.NaN, Double.NaN);
    }

    @Test
    void aPowerOfAHalfIsARoot() {
        Tensor x = Tensor.of(Double.NEGATIVE_INFINITY, -0.0, 4);
        assertThat(x.pow(0.5).toDoubles()).containsExactly(Double.NaN, -0.0, 2);
        assertThat(x.pow(-0.5).toDoubles()).containsExactly(Double.NaN, Double.NEGATIVE_INFINITY, 0.5);
        Tensor y = Tensor.of(4.0).requiresGrad(true);
        y.pow(0.5).backward(Tensor.of(1.0));
        assertThat(y.grad().item()).isEqualTo(0.25);
    }

    @Test
    void equalRowsMakeAMatrixSingularWhateverTheirDigits() {
        Tensor rows = Tensor.of(-0.08296446, 0.20983715).expand(2, 2);
        assertThatThrownBy(rows::inverse)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("is singular");
        Tensor nearly = Tensor.of(FLOAT64, 1, 2, 3, 4, 5, 6, 7, 8, 9).view(3, 3);
        assertThat(nearly.inverse().isFinite().all().item()).isEqualTo(1);
        Tensor x = Tensor.of(FLOAT64, 0, 2, 0, 1, 0, 0, 0, 0, 4).view(3, 3);
        assertThat(x.matmul(x.inverse()).toDoubles()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    }

    @Test
    void positionsOfAScalarHaveNoDimensionWhateverIsKept() {
        assertThat(Tensor.scalar(1.0).argmin(0, true).dim()).isZero();
        assertThat(Tensor.scalar(1.0).max(0, true).indices().dim()).isZero();
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
    void sumsOfManyRowsKeepTheirDigits() {
        assertThat(Tensor.ones(1, 2).expand(20_000_000, 2).sum(0).toDoubles()).containsExactly(2e7, 2e7);
    }

    @Test
    void sumsOfEveryOtherRowOfAColumnDoNotTakeTheRowsBetween() {
        Tensor column = Tensor.of(1.0, 10, 100, 1000).view(4, 1);
        assertThat(column.at("::2").sum().item()).isEqualTo(101);
        assertThat(column.at("1::2").sum(0, 1).item()).isEqualTo(1010);
        assertThat(column.at("::2").mean().item()).isEqualTo(50.5);
    }
}
