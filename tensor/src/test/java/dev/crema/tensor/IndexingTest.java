package dev.crema.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// `at`: what stands between PyTorch's brackets.
class IndexingTest {
    private final Tensor x = Tensor.arange(12).view(3, 4);

    @Test
    void intsPickAndStringsSlice() {
        assertThat(x.at(1).toInts()).containsExactly(4, 5, 6, 7);
        assertThat(x.at(-1, -2).itemInt()).isEqualTo(10);
        assertThat(x.at("1:").shape()).isEqualTo(Shape.of(2, 4));
        assertThat(x.at("1:, ::2").toInts()).containsExactly(4, 6, 8, 10);
        assertThat(x.at(":", 1).toInts()).containsExactly(1, 5, 9);
        assertThat(x.at("..., -1").toInts()).containsExactly(3, 7, 11);
        assertThat(x.at("-2:, 0").toInts()).containsExactly(4, 8);
        assertThat(x.at("None").shape()).isEqualTo(Shape.of(1, 3, 4));
        assertThat(x.at(":, None, 1:3").shape()).isEqualTo(Shape.of(3, 1, 2));
    }

    @Test
    void boundsOutsideAreMovedToTheEdgeAsInPython() {
        assertThat(x.at("1:100").shape()).isEqualTo(Shape.of(2, 4));
        assertThat(x.at("5:").shape()).isEqualTo(Shape.of(0, 4));
        assertThat(x.at("2:1").numel()).isZero();
    }

    @Test
    void slicesHaveBoundsFromVariables() {
        int lo = 1;
        int hi = 3;
        assertThat(x.at(Slice.of(lo, hi), 0).toInts()).containsExactly(4, 8);
        assertThat(x.at(":", Slice.of(0, 4, 3)).toInts()).containsExactly(0, 3, 4, 7, 8, 11);
    }

    @Test
    void masksAndListsPickCopies() {
        assertThat(x.at(x.gt(8)).toInts()).containsExactly(9, 10, 11);
        assertThat(x.at(Tensor.of(true, false, true)).toInts()).containsExactly(0, 1, 2, 3, 8, 9, 10, 11);
        assertThat(x.at(new int[] {0, 2}).toInts()).containsExactly(0, 1, 2, 3, 8, 9, 10, 11);
        assertThat(x.at(Tensor.of(2, -3)).at(":", 0).toInts()).containsExactly(8, 0);
        assertThat(x.at(":", new int[] {3, 0}).toInts()).containsExactly(3, 0, 7, 4, 11, 8);
        assertThat(x.at(Tensor.arange(3), Tensor.of(0, 1, 2)).toInts()).containsExactly(0, 5, 10);
        assertThat(x.at(Tensor.of(new int[][] {{0, 1}, {2, 0}})).shape()).isEqualTo(Shape.of(2, 2, 4));
    }

    @Test
    void whatListsApartNameComesFirst() {
        Tensor cube = Tensor.arange(24).view(2, 3, 4);
        Tensor picked = cube.at(Tensor.of(0, 1), ":", Tensor.of(3, 0));
        assertThat(picked.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(picked.toInts()).containsExactly(3, 7, 11, 12, 16, 20);
        Tensor byMask = cube.at(Tensor.of(true, false), "1:", new int[] {2});
        assertThat(byMask.shape()).isEqualTo(Shape.of(1, 2));
        assertThat(byMask.toInts()).containsExactly(6, 10);
    }

    @Test
    void aWholeNumberOfATensorIsAPosition() {
        Tensor cube = Tensor.arange(24).view(2, 3, 4);
        assertThat(cube.at(Tensor.of(0, 1).argmax(), ":", Tensor.of(0, 1)).shape())
                .isEqualTo(Shape.of(3, 2));
        assertThat(cube.at(Tensor.scalar(-1), 0).toInts()).containsExactly(12, 13, 14, 15);
    }

    @Test
    void listsAndMasksMayLeaveNothing() {
        assertThat(Tensor.zeros(2, 3, 0).at(Tensor.of(0), Tensor.of(0)).shape()).isEqualTo(Shape.of(1, 0));
        Tensor yes = Tensor.scalar(1).gt(0);
        assertThat(Tensor.arange(3).at("1:2", yes).shape()).isEqualTo(Shape.of(1, 1));
        assertThat(Tensor.arange(3).at("1:2", yes.not()).shape()).isEqualTo(Shape.of(1, 0));
    }

    @Test
    void assigningToACopyIsRefused() {
        assertThatThrownBy(() -> x.at(x.gt(8)).assign(0))
                .hasMessageContaining("nothing would change there; use x.maskedFill(mask, value)");
        assertThat(x.maskedFill(x.gt(8), 0).sum().itemInt()).isEqualTo(36);
    }

    @Test
    void mistakesNameTheirPlace() {
        assertThatThrownBy(() -> x.at(3)).hasMessage("at: index 3 is outside -3 to 2 of dimension 0 (shape [3, 4])");
        assertThatThrownBy(() -> x.at("0, y"))
                .hasMessageStartingWith("at: cannot read \"y\" at position 2 of \"0, y\"");
        assertThatThrownBy(() -> x.at(0, 0, 0)).hasMessage("at: 3 indices for a tensor of 2 dimensions (shape [3, 4])");
        assertThatThrownBy(() -> x.at("0:1:0")).hasMessage("slice: the step must be at least 1, got 0");
        assertThatThrownBy(() -> x.at(1.5)).hasMessageStartingWith("at: cannot index with Double 1.5; use int");
        assertThatThrownBy(() -> x.at(new int[] {3})).hasMessage("at: index 3 is outside -3 to 2 (shape [3, 4])");
    }

    @Test
    void gatherAndIndexSelectCheckTheirIndices() {
        assertThat(x.gather(1, Tensor.of(new int[][] {{0}, {1}, {2}})).toInts()).containsExactly(0, 5, 10);
        assertThat(x.indexSelect(1, Tensor.of(3, 3)).toInts()).containsExactly(3, 3, 7, 7, 11, 11);
        assertThatThrownBy(() -> x.gather(1, Tensor.of(new int[][] {{4}})))
                .hasMessage("gather: index 4 is outside 0 to 3 (shape [3, 4])");
        assertThat(Tensor.of(1, 0, 2).oneHot(3).toInts()).containsExactly(0, 1, 0, 1, 0, 0, 0, 0, 1);
    }
}
