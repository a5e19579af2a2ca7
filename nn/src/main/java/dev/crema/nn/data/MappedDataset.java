package dev.crema.nn.data;

import dev.crema.tensor.Tensor;
import java.util.List;
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
        return new Batch(mapped(batch.x()), batch.y(), position);
    }

    private Tensor mapped(Tensor batch) {
        boolean atOnce = onX instanceof BatchTransform transform && transform.takes(batch);
        if (atOnce || batch.size(0) == 0) return onX.apply(batch);
        Tensor[] samples = new Tensor[batch.size(0)];
        for (int i = 0; i < samples.length; i++) samples[i] = onX.apply(batch.at(i));
        return Tensor.stack(0, samples);
    }

    @Override
    public Tensor targets() {
        return source.targets();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public boolean isNamed() {
        return source.isNamed();
    }

    @Override
    public List<String> classes() {
        return source.classes();
    }

    @Override
    public String toString() {
        return source + ", mapped";
    }
}
