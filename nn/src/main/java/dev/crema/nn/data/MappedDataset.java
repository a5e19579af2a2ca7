package dev.crema.nn.data;

import dev.crema.tensor.Tensor;
import java.util.function.UnaryOperator;

/// A data set whose inputs go through a function.
record MappedDataset(Dataset source, UnaryOperator<Tensor> onX) implements Dataset {
    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Sample get(int index) {
        Sample sample = source.get(index);
        return new Sample(onX.apply(sample.x()), sample.y());
    }

    @Override
    public Batch batch(int[] indices, int position) {
        Batch batch = source.batch(indices, position);
        return new Batch(onX.apply(batch.x()), batch.y(), position);
    }

    @Override
    public Tensor targets() {
        return source.targets();
    }

    @Override
    public String name() {
        return source.name();
    }
}
