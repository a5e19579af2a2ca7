package dev.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.crema.nn.Linear;
import dev.crema.nn.Module;
import dev.crema.nn.ReLU;
import dev.crema.nn.Sequential;
import dev.crema.nn.Sigmoid;
import dev.crema.nn.loss.BCELoss;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.DType;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.Memory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Loops as a cell writes them, which never close anything: what they allocate on Java's heap stays a matter of
/// small objects, and what they hold outside it stays level.
class SteadyMemoryTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MEBIBYTE = 1 << 20;

    /// An operation is a handful of objects of less than 200 bytes: the tensor, its storage, the node of the graph.
    private static final long BYTES_PER_OPERATION = 1000;

    private final Tensor xor = Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    private final Tensor xorTruth = Tensor.of(new float[][] {{0}, {1}, {1}, {0}});

    @Test
    void aHundredThousandStepsOfXorAllocateOnlySmallObjects() {
        Loop loop = new Loop(xorModel(), new BCELoss(), xor, xorTruth);
        loop.run(10_000);
        long peakBefore = Memory.peak();
        assertThat(loop.leastBytes(9, 10_000)).isLessThan(24 * BYTES_PER_OPERATION);
        assertThat(Memory.peak() - peakBefore).isLessThan(64 * MEBIBYTE + Memory.budget() / 64);
    }

    /// The gradient of its first layer alone has 1.6 MB: none of what a step computes is on Java's heap. (Kernels
    /// that the JIT compiler has not come round to yet, on a busy machine, make objects of vectors.)
    @Test
    void stepsOfALargerModelPutNoNumbersOnTheHeap() {
        Module model =
                new Sequential(new Linear(784, 512), new ReLU(), new Linear(512, 256), new ReLU(), new Linear(256, 10));
        Tensor truth = Tensor.arange(12).remainder(10).to(DType.INT64);
        Loop loop = new Loop(model, new CrossEntropyLoss(), Tensor.rand(12, 784), truth);
        assertThat(loop.leastBytes(16, 250)).isLessThan(400_000);
    }

    @Test
    void nothingIsLeftOfALoopThatEnded() throws InterruptedException {
        Memory.trim();
        long before = Memory.inUse();
        new Loop(xorModel(), new BCELoss(), xor, xorTruth).run(5_000);
        for (int tries = 0; tries < 100 && Memory.inUse() - before > 4 * MEBIBYTE; tries++) {
            Memory.trim();
            Thread.sleep(20);
        }
        assertThat(Memory.inUse() - before).isLessThan(4 * MEBIBYTE);
    }

    /// Minutes of everything that a notebook does in loops: `-Dcrema.soak=60` for an hour.
    @Tag("slow")
    @Test
    void minutesOfLoopsThatCloseNothingStayLevel() {
        Duration soak = Duration.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("crema.soak", "2"))));
        Module model = new Sequential(new Linear(784, 512), new ReLU(), new Linear(512, 10));
        Tensor truth = Tensor.arange(64).remainder(10).to(DType.INT64);
        Tensor x = Tensor.rand(64, 784);
        Loop training = new Loop(model, new CrossEntropyLoss(), x, truth);
        Loop small = new Loop(xorModel(), new BCELoss(), xor, xorTruth);
        Levels levels = new Levels();
        long end = System.nanoTime() + soak.toNanos();
        for (int round = 0; System.nanoTime() < end; round++) {
            training.run(20);
            small.run(500);
            infer(model, Tensor.rand(1000 + round % 7, 784), 5);
            items(x, 200);
            levels.add();
        }
        levels.check();
    }

    private static void infer(Module model, Tensor x, int times) {
        for (int i = 0; i < times; i++) { // with the graph recorded, as who forgets NoGrad does
            assertThat(model.forward(x).argmax(1).max().item()).isBetween(0.0, 9.0);
            try (var _ = NoGrad.scope()) {
                assertThat(model.forward(x).argmax(1).max().item()).isBetween(0.0, 9.0);
            }
        }
    }

    private static void items(Tensor x, int times) {
        double sum = 0;
        for (int i = 0; i < times; i++)
            sum += x.at(i % 64).mul(2).sum().item() + x.at(0, i % 784).item();
        assertThat(sum).isPositive();
    }

    private static Module xorModel() {
        return new Sequential(
                new Linear(2, 10),
                new Sigmoid(),
                new Linear(10, 10),
                new Sigmoid(),
                new Linear(10, 10),
                new Sigmoid(),
                new Linear(10, 1),
                new Sigmoid());
    }

    /// Training by hand.
    private static final class Loop {
        private final Module model;
        private final Loss criterion;
        private final Tensor x;
        private final Tensor y;
        private final SGD optimizer;

        Loop(Module model, Loss criterion, Tensor x, Tensor y) {
            this.model = model;
            this.criterion = criterion;
            this.x = x;
            this.y = y;
            optimizer = new SGD(model.parameters(), 0.01);
        }

        void run(int steps) {
            double loss = 0;
            for (int i = 0; i < steps; i++) {
                optimizer.zeroGrad();
                Tensor value = criterion.forward(model.forward(x), y);
                value.backward();
                optimizer.step();
                if (i % 100 == 99) loss = value.item();
            }
            assertThat(loss).isFinite();
        }

        /// What this thread allocates on Java's heap for a step, in the best of some runs: until the JIT compiler
        /// has come round to a kernel its vectors are objects.
        long leastBytes(int runs, int steps) {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < runs; i++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                run(steps);
                least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / steps);
            }
            return least;
        }
    }

    /// How much native memory was held, round by round.
    private static final class Levels {
        private long most;
        private long mostOfFirstHalf;
        private final List<Long> all = new ArrayList<>();

        void add() {
            long level = Memory.inUse() + Memory.idle();
            most = Math.max(most, level);
            all.add(level);
        }

        void check() {
            for (long level : all.subList(0, all.size() / 2)) mostOfFirstHalf = Math.max(mostOfFirstHalf, level);
            assertThat(all).isNotEmpty();
            assertThat(most).isLessThan(Memory.budget());
            assertThat(most)
                    .as("the second half holds no more than the first")
                    .isLessThan(mostOfFirstHalf + mostOfFirstHalf / 4 + 64 * MEBIBYTE);
        }
    }
}
