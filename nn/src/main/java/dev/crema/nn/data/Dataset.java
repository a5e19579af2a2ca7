package dev.crema.nn.data;

import dev.crema.tensor.Tensor;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Samples by number. A cell that implements one writes `size` and `get`; everything else follows.
///
/// ```java
/// record Squares(int size) implements Dataset {
///     public Sample get(int i) { return new Sample(Tensor.of((double) i), Tensor.of((double) i * i)); }
/// }
/// ```
public interface Dataset extends Iterable<Sample> {
    /// The number of samples.
    int size();

    /// One sample, from 0.
    Sample get(int index);

    /// What captions and reports call it, such as `MNIST test`.
    default String name() {
        return getClass().getSimpleName();
    }

    /// Whether somebody gave it a name; else captions count its samples.
    default boolean isNamed() {
        return true;
    }

    /// The names of its classes, class 0 first; empty where they are numbers, or there are none.
    default List<String> classes() {
        return List.of();
    }

    /// What captions say of it, or of some of its samples: `MNIST test, 10,000`; one without a name is called by
    /// its samples, `150 samples (part 1 of 2)`.
    default String caption(int samples) {
        String count = String.format(Locale.ROOT, "%,d", samples);
        if (isNamed()) return name() + ", " + count;
        int comma = name().indexOf(", "); // behind it stands which part
        return count + " samples" + (comma < 0 ? "" : " (" + name().substring(comma + 2) + ")");
    }

    /// Several samples as one batch. Data sets that hold their samples together override this.
    ///
    /// @param position which batch of the epoch this is
    default Batch batch(int[] indices, int position) {
        Tensor[] x = new Tensor[indices.length];
        Tensor[] y = new Tensor[indices.length];
        for (int i = 0; i < indices.length; i++) {
            Sample sample = get(indices[i]);
            x[i] = sample.x();
            y[i] = sample.y();
        }
        return new Batch(Tensor.stack(0, x), Tensor.stack(0, y), position);
    }

    /// All samples as one batch.
    default Batch all() {
        return batch(IntStream.range(0, size()).toArray(), 0);
    }

    /// All targets, `[samples, …]`. Data sets whose inputs are expensive override this.
    default Tensor targets() {
        return all().y();
    }

    /// This data set with `(value − mean) / deviation` for each input.
    default Dataset normalize(double mean, double deviation) {
        if (!(deviation > 0))
            throw new IllegalArgumentException("normalize: the deviation must be above 0, got " + deviation);
        return map(new BatchTransform(x -> x.sub(mean).div(deviation), false));
    }

    /// This data set with a function of each input. It gets one sample at a time; those of `Transforms` are faster,
    /// because they take a whole batch of images.
    default Dataset map(UnaryOperator<Tensor> onX) {
        return new MappedDataset(this, onX);
    }

    /// The samples from `start` to before `end`.
    default Dataset subset(int start, int end) {
        if (start < 0 || end > size() || start > end)
            throw new IndexOutOfBoundsException(
                    "subset: " + start + " to " + end + " does not lie within " + size() + " samples");
        return new Subset(this, IntStream.range(start, end).toArray(), name());
    }

    /// Random parts of these sizes: numbers of samples, or shares that add up to 1. The order follows
    /// `Tensor.manualSeed`.
    default List<Dataset> randomSplit(double... sizes) {
        return Subset.randomSplit(this, sizes);
    }

    /// Random parts of these shares in each of which every class has its share, as with scikit-learn's `stratify`:
    /// the later parts get their size rounded up, the first what is left. The order follows `Tensor.manualSeed`.
    default List<Dataset> stratifiedSplit(double... shares) {
        return Stratified.split(this, shares);
    }

    /// A random training and test part; the test part has `ceil(testShare · size)` samples, as in scikit-learn's
    /// `train_test_split`. The order follows `Tensor.manualSeed`.
    default List<Dataset> trainTestSplit(double testShare) {
        return Subset.trainTestSplit(this, testShare);
    }

    /// This data set in another order, which follows `Tensor.manualSeed`.
    default Dataset shuffled() {
        return Subset.shuffled(this);
    }

    /// Cross-validation: so many folds of equal size, the first ones one larger where it does not come out even.
    /// They are pieces in order, as in scikit-learn's `KFold`; for a sorted data set say `shuffled().folds(5)`.
    default List<Fold> folds(int count) {
        return Fold.of(this, count);
    }

    @Override
    default Iterator<Sample> iterator() {
        return IntStream.range(0, size()).mapToObj(this::get).iterator();
    }
}
