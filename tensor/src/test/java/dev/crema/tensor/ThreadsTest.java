package dev.crema.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.backend.Workers;
import dev.crema.tensor.op.Convolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Work that several threads share.
class ThreadsTest {
    private final int before = Threads.count();

    @AfterEach
    void asBefore() {
        Threads.set(before);
    }

    @Test
    void productsAreTheSameHoweverManyThreadsComputeThem() {
        int[][] sizes = {
            {12, 784, 512}, {128, 100, 131}, {513, 12, 770}, {1, 1000, 1501}, {1501, 1000, 1}, {97, 401, 99}
        };
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64))
            for (int[] size : sizes) {
                Generator random = Generator.of(3);
                Tensor a = random.randn(size[0], size[1]).to(dtype);
                Tensor b = random.randn(size[1], size[2]).to(dtype);
                assertSame(() -> a.matmul(b));
                Tensor columnMajor = b.t().contiguous().t();
                assertSame(() -> a.matmul(columnMajor));
                Tensor transposed = a.t().contiguous().t();
                assertSame(() -> transposed.matmul(b));
            }
    }

    @Test
    void convolutionsAndTheirGradientsAreTheSameHoweverManyThreadsComputeThem() {
        for (int channels : new int[] {1, 3, 16}) {
            Generator random = Generator.of(4);
            Tensor x = random.randn(7, channels, 30, 30).requiresGrad(true);
            Tensor w = random.randn(16, channels, 3, 3).requiresGrad(true);
            Tensor b = random.randn(16).requiresGrad(true);
            assertSame(() -> Convolution.apply(x, w, b, Convolution.Steps.PLAIN));
            for (Tensor of : List.of(x, w, b))
                assertSame(() -> {
                    for (Tensor each : List.of(x, w, b)) each.zeroGrad();
                    Convolution.apply(x, w, b, Convolution.Steps.PLAIN)
                            .pow(2)
                            .sum()
                            .backward();
                    return of.grad().copy();
                });
        }
    }

    private static void assertSame(Callable<Tensor> work) {
        try {
            Threads.set(1);
            Tensor wanted = work.call().detach().to(DType.FLOAT64);
            double scale = wanted.abs().max().item();
            for (int threads : new int[] {2, 3, 5}) {
                Threads.set(threads);
                Tensor got = work.call().detach().to(DType.FLOAT64);
                assertThat(got.sub(wanted).abs().max().item())
                        .as("largest difference to one thread, %d threads, of %s", threads, got.shape())
                        .isLessThan(1e-5 * scale);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void resultsAreTheSameToTheBitWhileOthersCompute() throws Exception {
        Threads.set(3);
        Generator random = Generator.of(5);
        Tensor a = random.randn(200, 300);
        Tensor b = random.randn(300, 250);
        Tensor images = random.randn(9, 3, 20, 20);
        Tensor w = random.randn(16, 3, 3, 3).requiresGrad(true);
        double[] product = a.matmul(b).toDoubles();
        double[] gradient = gradient(images, w);
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> same = new ArrayList<>();
            for (int i = 0; i < 40; i++)
                same.add(pool.submit(() -> Arrays.equals(a.matmul(b).toDoubles(), product)
                        && Arrays.equals(gradient(images, w.detach().copy().requiresGrad(true)), gradient)));
            for (Future<Boolean> each : same) assertThat(each.get()).isTrue();
        }
    }

    private static double[] gradient(Tensor images, Tensor w) {
        w.zeroGrad();
        Convolution.apply(images, w, null, Convolution.Steps.PLAIN).sum().backward();
        return w.grad().toDoubles();
    }

    @Test
    void everyPartIsDoneOnceAlsoInsideOfAnotherPart() {
        Threads.set(4);
        AtomicIntegerArray done = new AtomicIntegerArray(40);
        for (int round = 0; round < 500; round++)
            Workers.run(8, part -> Workers.run(5, inner -> done.incrementAndGet(5 * part + inner)));
        for (int i = 0; i < done.length(); i++) assertThat(done.get(i)).isEqualTo(500);
    }

    @Test
    void whatAPartThrowsReachesTheCallerAndTheNextWorkIsDone() {
        for (int failing = 0; failing < 4; failing++) {
            int bad = failing;
            assertThatThrownBy(() -> Workers.run(4, part -> {
                        if (part == bad) throw new IllegalArgumentException("part " + part);
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("part " + bad);
            AtomicIntegerArray done = new AtomicIntegerArray(4);
            Workers.run(4, done::incrementAndGet);
            assertThat(done).hasToString("[1, 1, 1, 1]");
        }
    }

    @Test
    void partsCoverEverythingInWholeUnits() {
        for (int parts = 1; parts < 6; parts++)
            for (int n : new int[] {1, 16, 17, 100, 512}) {
                assertThat(Workers.start(0, parts, n, 16)).isZero();
                assertThat(Workers.start(parts, parts, n, 16)).isEqualTo(n);
                for (int part = 1; part < parts; part++)
                    assertThat(Workers.start(part, parts, n, 16))
                            .satisfiesAnyOf(
                                    start -> assertThat(start % 16).isZero(),
                                    start -> assertThat(start).isEqualTo(n));
            }
    }
}
