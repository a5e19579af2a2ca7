package dev.crema.nn.data;

import dev.crema.tensor.Generator;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A data set in batches, in order or shuffled anew each epoch. Iterating over it is one epoch.
///
/// ```java
/// var loader = DataLoader.of(Mnist.train(), 64).shuffle();
/// for (var batch : loader) println(batch.x().shape());
/// ```
public final class DataLoader implements Iterable<Batch> {
    private final Dataset dataset;
    private final int batchSize;
    private boolean shuffled;
    private boolean dropsLast;
    private int ahead;
    private long seed;
    private int epoch;

    private DataLoader(Dataset dataset, int batchSize) {
        this.dataset = dataset;
        this.batchSize = batchSize;
    }

    /// A loader of batches of this size; the last one may be smaller.
    public static DataLoader of(Dataset dataset, int batchSize) {
        if (batchSize < 1)
            throw new IllegalArgumentException("DataLoader: the batch size must be at least 1, got " + batchSize);
        if (dataset.size() == 0)
            throw new IllegalArgumentException("DataLoader: the data set " + dataset.name() + " is empty");
        return new DataLoader(dataset, batchSize);
    }

    /// A loader of one batch that holds everything.
    public static DataLoader of(Dataset dataset) {
        return of(dataset, Math.max(1, dataset.size()));
    }

    /// Shuffles each epoch anew; the order follows `Tensor.manualSeed`.
    public DataLoader shuffle() {
        return shuffle(Generator.seedOfShuffle());
    }

    /// Shuffles each epoch anew, in an order that follows this seed.
    public DataLoader shuffle(long ownSeed) {
        shuffled = true;
        seed = ownSeed;
        return this;
    }

    /// Leaves a last batch out that would be smaller than the others.
    public DataLoader dropLast() {
        dropsLast = true;
        return this;
    }

    /// Prepares up to so many batches ahead on a thread of their own, while the model works; 0 prepares each when
    /// it is asked for. The batches are the same either way. An error in a batch is thrown where that batch is
    /// taken.
    public DataLoader workers(int batchesAhead) {
        if (batchesAhead < 0)
            throw new IllegalArgumentException("DataLoader: workers must be at least 0, got " + batchesAhead);
        ahead = batchesAhead;
        return this;
    }

    /// The number of batches in an epoch.
    public int size() {
        return dropsLast ? dataset.size() / batchSize : Math.ceilDiv(dataset.size(), batchSize);
    }

    /// The data set.
    public Dataset dataset() {
        return dataset;
    }

    /// The number of samples in a batch.
    public int batchSize() {
        return batchSize;
    }

    /// The first batch of the epoch that comes next, which does not start it.
    public Batch first() {
        return batch(order(epoch), 0);
    }

    /// Where a loader stands: what a checkpoint has to know of it.
    ///
    /// @param seed what the orders follow
    /// @param epoch how many epochs have begun
    public record Position(long seed, int epoch) {}

    /// Where this loader stands.
    public Position position() {
        return new Position(seed, epoch);
    }

    /// Puts this loader to where one stood.
    public void position(Position saved) {
        seed = saved.seed();
        epoch = saved.epoch();
    }

    /// A loader of the same batches that counts its epochs itself, for work that goes on at the same time.
    public DataLoader fork() {
        DataLoader copy = new DataLoader(dataset, batchSize);
        copy.shuffled = shuffled;
        copy.dropsLast = dropsLast;
        copy.ahead = ahead;
        copy.position(position());
        return copy;
    }

    private int[] order(int ofEpoch) {
        if (!shuffled) return IntStream.range(0, dataset.size()).toArray();
        return Generator.of(seed + 0x9E3779B9L * ofEpoch).permutation(dataset.size());
    }

    private Batch batch(int[] order, int position) {
        int start = position * batchSize;
        return dataset.batch(Arrays.copyOfRange(order, start, Math.min(order.length, start + batchSize)), position);
    }

    @Override
    public Iterator<Batch> iterator() {
        int[] order = order(epoch++);
        int batches = size();
        IntFunction<Batch> batch = position -> batch(order, position);
        IntFunction<Batch> source = ahead == 0 ? batch : new Prefetch(batch, batches, ahead);
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < batches;
            }

            @Override
            public Batch next() {
                if (!hasNext()) throw new NoSuchElementException("the epoch has only " + batches + " batches");
                return source.apply(next++);
            }
        };
    }
}
