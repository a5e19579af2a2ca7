package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataLoaderTest {
    private final TensorDataset data = TensorDataset.of(Tensor.arange(10).view(10, 1), Tensor.arange(10));

    private static List<Integer> labels(DataLoader loader) {
        List<Integer> labels = new ArrayList<>();
        for (Batch batch : loader) for (int label : batch.y().toInts()) labels.add(label);
        return labels;
    }

    @Test
    void anEpochGivesEverySampleOnce() {
        DataLoader loader = DataLoader.of(data, 4);
        List<Integer> sizes = new ArrayList<>();
        for (Batch batch : loader) sizes.add(batch.size());
        assertThat(sizes).containsExactly(4, 4, 2);
        assertThat(loader.size()).isEqualTo(3);
        assertThat(DataLoader.of(data, 4).dropLast().size()).isEqualTo(2);
        assertThat(DataLoader.of(data).size()).isEqualTo(1);
        assertThat(labels(loader)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void shufflingIsSeededAndAnewEachEpoch() {
        DataLoader loader = DataLoader.of(data, 4).shuffle(7);
        List<Integer> first = labels(loader);
        List<Integer> second = labels(loader);
        assertThat(first).containsExactlyInAnyOrderElementsOf(second).isNotEqualTo(second);
        assertThat(labels(DataLoader.of(data, 4).shuffle(7))).isEqualTo(first);
        assertThat(labels(DataLoader.of(data, 4).shuffle(8))).isNotEqualTo(first);
    }

    @Test
    void lookingAtTheFirstBatchDoesNotStartTheEpoch() {
        DataLoader loader = DataLoader.of(data, 4).shuffle(7);
        int[] peeked = loader.first().y().toInts();
        assertThat(loader.iterator().next().y().toInts()).containsExactly(peeked);
    }

    @Test
    void inputsAndTargetsStayTogether() {
        for (Batch batch : DataLoader.of(data, 3).shuffle(1))
            assertThat(batch.x().reshape(-1).toInts()).containsExactly(batch.y().toInts());
    }

    record Squares(int size) implements Dataset {
        @Override
        public Sample get(int index) {
            return new Sample(Tensor.of((double) index), Tensor.scalar(index * index));
        }
    }

    @Test
    void aDataSetNeedsOnlySizeAndGet() {
        Batch batch = DataLoader.of(new Squares(5), 3).first();
        assertThat(batch.x().shape().toInts()).containsExactly(3, 1);
        assertThat(batch.y().toInts()).containsExactly(0, 1, 4);
        int count = 0;
        for (Sample sample : new Squares(5)) count += sample.y().itemInt();
        assertThat(count).isEqualTo(30);
        assertThat(new Squares(5).map(x -> x.mul(2)).all().x().toDoubles()).containsExactly(0, 2, 4, 6, 8);
    }

    @Test
    void batchesMadeAheadAreTheSame() {
        Dataset augmented = new Noisy(data);
        for (int workers : new int[] {1, 2, 20}) {
            DataLoader plain = DataLoader.of(data, 3).shuffle(7).dropLast();
            DataLoader ahead = DataLoader.of(augmented, 3).shuffle(7).dropLast().workers(workers);
            for (int epoch = 0; epoch < 3; epoch++) assertThat(labels(ahead)).isEqualTo(labels(plain));
        }
        assertThat(DataLoader.of(data, 3).workers(2).iterator().next().y().toInts())
                .containsExactly(0, 1, 2);
        assertThatThrownBy(() -> DataLoader.of(data, 3).workers(-1))
                .hasMessage("DataLoader: workers must be at least 0, got -1");
    }

    /// Passes its source on, but not on the thread of the test.
    private static final class Noisy implements Dataset {
        private final Dataset source;
        private final Thread reader = Thread.currentThread();

        Noisy(Dataset source) {
            this.source = source;
        }

        @Override
        public int size() {
            return source.size();
        }

        @Override
        public Sample get(int index) {
            assertThat(Thread.currentThread()).isNotSameAs(reader);
            return source.get(index);
        }
    }

    @Test
    void anErrorAheadIsThrownWhereItsBatchIsTaken() {
        Dataset broken = data.map(x -> {
            if (x.max().item() > 5) throw new IllegalArgumentException("no sample above 5");
            return x;
        });
        var batches = DataLoader.of(broken, 3).workers(4).iterator();
        assertThat(batches.next().size()).isEqualTo(3);
        batches.next();
        assertThatThrownBy(batches::next)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no sample above 5");
    }

    @Test
    void partsAreDisjointAndComplete() {
        List<Dataset> parts = data.randomSplit(0.75, 0.25);
        assertThat(parts).extracting(Dataset::size).containsExactly(8, 2);
        List<Integer> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(labels(DataLoader.of(part))));
        assertThat(all).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(data.randomSplit(6, 2, 2)).extracting(Dataset::size).containsExactly(6, 2, 2);
        assertThat(labels(DataLoader.of(data.subset(2, 4)))).containsExactly(2, 3);
        assertThatThrownBy(() -> data.randomSplit(8, 5)).hasMessageContaining("does not fit 10 samples");
        assertThatThrownBy(() -> data.subset(5, 11)).hasMessage("subset: 5 to 11 does not lie within 10 samples");
    }

    @Test
    void whatCannotBeBatchedIsRefused() {
        assertThatThrownBy(() -> DataLoader.of(data, 0))
                .hasMessage("DataLoader: the batch size must be at least 1, got 0");
        assertThatThrownBy(() -> DataLoader.of(data.subset(0, 0), 1)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> TensorDataset.of(Tensor.zeros(3, 2), Tensor.zeros(4)))
                .hasMessageContaining("inputs [3, 2] and targets [4] must have the same size");
    }
}
