package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplitsTest {
    /// 10 samples of class 0, 20 of class 1, 31 of class 2, in this order.
    private final int[] labels =
            IntStream.range(0, 61).map(i -> i < 10 ? 0 : i < 30 ? 1 : 2).toArray();

    private final TensorDataset data = TensorDataset.of(Tensor.arange(61).view(61, 1), Tensor.of(labels));

    @BeforeEach
    void seed() {
        Tensor.manualSeed(0);
    }

    private static long count(Dataset part, int label) {
        return IntStream.of(part.targets().toInts()).filter(y -> y == label).count();
    }

    private static List<Integer> samples(Dataset part) {
        List<Integer> all = new ArrayList<>();
        for (Sample sample : part) all.add(sample.x().itemInt());
        return all;
    }

    @Test
    void aStratifiedSplitKeepsTheMixtureAndRoundsTheTestPartUp() {
        // sklearn: train_test_split(x, y, test_size=0.25, stratify=y) gives 45 and 16 samples, 3 + 5 + 8 in the test
        List<Dataset> parts = data.stratifiedSplit(0.75, 0.25);
        assertThat(parts).extracting(Dataset::size).containsExactly(45, 16);
        assertThat(count(parts.get(1), 1)).isEqualTo(5);
        assertThat(count(parts.get(1), 2)).isEqualTo(8);
        List<Integer> all = new ArrayList<>(samples(parts.get(0)));
        all.addAll(samples(parts.get(1)));
        assertThat(all).hasSize(61).doesNotHaveDuplicates();
        assertThat(samples(parts.get(0)))
                .isNotEqualTo(samples(parts.get(0)).stream().sorted().toList());
        assertThat(data.stratifiedSplit(0.6, 0.2, 0.2))
                .extracting(Dataset::size)
                .containsExactly(35, 13, 13);
    }

    @Test
    void splitsFollowTheSeed() {
        List<Integer> first = samples(data.stratifiedSplit(0.5, 0.5).get(0));
        Tensor.manualSeed(0);
        assertThat(samples(data.stratifiedSplit(0.5, 0.5).get(0))).isEqualTo(first);
        Tensor.manualSeed(1);
        assertThat(samples(data.stratifiedSplit(0.5, 0.5).get(0))).isNotEqualTo(first);
    }

    @Test
    void aTestPartIsRoundedUp() {
        assertThat(data.trainTestSplit(0.25)).extracting(Dataset::size).containsExactly(45, 16);
        assertThat(data.subset(0, 5).trainTestSplit(0.5))
                .extracting(Dataset::size)
                .containsExactly(2, 3);
        assertThatThrownBy(() -> data.trainTestSplit(1.5))
                .hasMessage("trainTestSplit: a test share of 1.5 leaves 61 samples no two parts; 0.25 is usual");
        assertThatThrownBy(() -> data.subset(0, 1).trainTestSplit(0.5)).hasMessageContaining("leaves 1 samples");
    }

    @Test
    void foldsAreThoseOfKFold() {
        List<Fold> folds = data.subset(0, 10).folds(3);
        assertThat(folds)
                .extracting(fold -> samples(fold.validation()))
                .containsExactly(List.of(0, 1, 2, 3), List.of(4, 5, 6), List.of(7, 8, 9));
        assertThat(samples(folds.get(1).train())).containsExactly(0, 1, 2, 3, 7, 8, 9);
        assertThat(folds.get(2).train().toString()).isEqualTo("TensorDataset, fold 3 of 3 left out, 7 samples");
        assertThat(samples(data.shuffled()))
                .hasSize(61)
                .isNotEqualTo(samples(data))
                .containsAll(samples(data));
        assertThatThrownBy(() -> data.folds(1))
                .hasMessage("folds: 1 folds of 61 samples; at least 2, and no more than samples");
        assertThatThrownBy(() -> data.folds(62)).hasMessageContaining("62 folds of 61 samples");
    }

    @Test
    void whatCannotBeStratifiedIsRefused() {
        assertThatThrownBy(() -> data.stratifiedSplit(0.5, 0.6))
                .hasMessage("stratifiedSplit: the shares [0.5, 0.6] must be above 0 and add up to 1");
        assertThatThrownBy(() -> data.stratifiedSplit(0.99, 0.01))
                .hasMessage("stratifiedSplit: a part of 1 samples cannot hold all 3 classes; make it larger");
        assertThatThrownBy(() -> data.subset(9, 30).stratifiedSplit(0.5, 0.5))
                .hasMessage(
                        "stratifiedSplit: class 0 has a single sample, which cannot be in two parts; leave the class"
                                + " out, or use randomSplit");
        assertThatThrownBy(() ->
                        TensorDataset.of(Tensor.zeros(4, 1), Tensor.zeros(4, 1)).stratifiedSplit(0.5, 0.5))
                .hasMessageContaining("they are float32 [4, 1]; randomSplit takes any");
    }

    @Test
    void targetsAreThereWithoutInputs() {
        assertThat(data.map(x -> {
                            throw new AssertionError("an input was asked for");
                        })
                        .targets()
                        .toInts())
                .containsExactly(labels);
        assertThat(data.subset(28, 32).targets().toInts()).containsExactly(1, 1, 2, 2);
        assertThat(new DataLoaderTest.Squares(3).targets().toInts()).containsExactly(0, 1, 4);
    }

    @Test
    void sharesThatDoNotAddUpAreRefused() {
        var data = TensorDataset.of(Tensor.rand(10, 2), Tensor.arange(10));
        assertThatThrownBy(() -> data.randomSplit(0.5, 0.6))
                .hasMessageContaining("randomSplit: [0.5, 0.6] does not fit 10 samples");
    }
}
