package dev.crema.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ViewsTest {
    private final Tensor x = Tensor.arange(24).view(2, 3, 4);

    @Test
    void viewsShareMemoryWithWhatTheyWereTakenFrom() {
        Tensor z = Tensor.zeros(3, 2);
        z.at(":", 1).assign(1);
        z.at(0).assign(Tensor.of(5.0, 6));
        assertThat(z.toDoubles()).containsExactly(5, 6, 0, 1, 0, 1);
        z.t().at(0).assign(9);
        assertThat(z.toDoubles()).containsExactly(9, 6, 9, 1, 9, 1);
    }

    @Test
    void oneSizeMayBeLeftOpen() {
        assertThat(x.view(-1, 8).shape()).isEqualTo(Shape.of(3, 8));
        assertThat(x.flatten(1).shape()).isEqualTo(Shape.of(2, 12));
        assertThat(x.view(2, 1, 3, 1, 4).shape()).isEqualTo(Shape.of(2, 1, 3, 1, 4));
        assertThat(Tensor.zeros(0, 4).view(0, 2, 2).shape()).isEqualTo(Shape.of(0, 2, 2));
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> x.view(5, 5))
                .hasMessage(
                        "view: [2, 3, 4] has 24 elements and cannot become [5, 5]; the sizes must multiply to that number,"
                                + " and at most one may be -1");
        assertThatThrownBy(() -> x.reshape(-1, 7)).hasMessageContaining("cannot become [-1, 7]");
    }

    @Test
    void viewRefusesWhatNeedsACopyAndReshapeMakesIt() {
        Tensor turned = x.transpose(0, 2);
        assertThatThrownBy(() -> turned.view(24)).hasMessageContaining("without a copy; use reshape");
        assertThat(turned.reshape(24).toInts()).startsWith(0, 12, 4, 16, 8, 20, 1);
        // parts that lie densely can still be split and joined
        assertThat(x.at(":, :, ::2").view(6, 2).shape()).isEqualTo(Shape.of(6, 2));
        assertThat(x.transpose(0, 1).view(3, 2, 2, 2).at("1, 0, 1, 0").itemInt())
                .isEqualTo(6);
    }

    @Test
    void dimensionsCanBeTurnedAddedAndDropped() {
        assertThat(x.permute(2, 0, 1).shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThat(x.permute(2, 0, 1).at(1, 1, 2).itemInt()).isEqualTo(21);
        assertThat(x.transpose(-1, 0).shape()).isEqualTo(Shape.of(4, 3, 2));
        assertThat(x.unsqueeze(-1).shape()).isEqualTo(Shape.of(2, 3, 4, 1));
        assertThat(x.unsqueeze(0).squeeze().shape()).isEqualTo(Shape.of(2, 3, 4));
        assertThat(x.squeeze(1).shape()).isEqualTo(Shape.of(2, 3, 4));
        assertThatThrownBy(() -> x.permute(0, 0, 1)).hasMessageContaining("name each of them once");
        assertThatThrownBy(() -> x.sum(3)).hasMessage("sum: dimension 3 of [2, 3, 4] does not exist; use -3 to 2");
    }

    @Test
    void expandRepeatsWithoutACopyAndRepeatWithOne() {
        Tensor column = Tensor.of(1, 2).view(2, 1);
        assertThat(column.expand(-1, 3).toInts()).containsExactly(1, 1, 1, 2, 2, 2);
        assertThat(column.expand(2, 2, 3).shape()).isEqualTo(Shape.of(2, 2, 3));
        assertThat(Tensor.of(1, 2).repeat(2, 2).toInts()).containsExactly(1, 2, 1, 2, 1, 2, 1, 2);
        assertThatThrownBy(() -> column.expand(3, 3)).hasMessageContaining("[2, 1] cannot become [3, 3]");
    }

    @Test
    void tensorsAreJoinedAndTakenApart() {
        Tensor a = Tensor.of(new int[][] {{1, 2}, {3, 4}});
        assertThat(Tensor.cat(1, a, a).toInts()).containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
        assertThat(Tensor.cat(0, a, Tensor.of(new double[][] {{9.5, 8}})).dtype())
                .isEqualTo(DType.FLOAT32);
        assertThat(Tensor.stack(1, a, a).shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(Tensor.arange(7).split(3, 0)).extracting(t -> t.size(0)).containsExactly(3, 3, 1);
        assertThat(Tensor.arange(7).chunk(3, 0)).extracting(t -> t.size(0)).containsExactly(3, 3, 1);
        assertThatThrownBy(() -> Tensor.cat(0, a, Tensor.of(1, 2))).hasMessageContaining("[2, 2] and [2]");
        assertThat(Tensor.cat(1, Tensor.zeros(0), a, a).shape()).isEqualTo(Shape.of(2, 4));
        assertThat(Tensor.cat(0, Tensor.zeros(0), Tensor.zeros(0)).shape()).isEqualTo(Shape.of(0));
        assertThat(Tensor.cat(0, java.util.List.of(a, a)).toDoubles())
                .containsExactly(Tensor.cat(0, a, a).toDoubles());
        assertThat(Tensor.stack(1, java.util.List.of(a, a)).shape().toInts()).containsExactly(2, 2, 2);
        assertThatThrownBy(() -> Tensor.stack(0, a, a.at(0))).hasMessageContaining("the sizes differ: [2, 2] and [2]");
    }

    @Test
    void broadcastingAlignsAtTheLastDimension() {
        Tensor sum = Tensor.of(1, 2, 3).add(Tensor.of(10, 20).view(2, 1));
        assertThat(sum.toInts()).containsExactly(11, 12, 13, 21, 22, 23);
        assertThatThrownBy(() -> Tensor.zeros(2, 3).add(Tensor.zeros(2)))
                .hasMessage(
                        "add: shapes do not broadcast: [2, 3] and [2] (3 against 2 in dimension -1); they must be equal or 1:"
                                + " reshape or unsqueeze one of them");
    }
}
