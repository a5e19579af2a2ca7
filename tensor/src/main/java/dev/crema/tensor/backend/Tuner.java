package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.Threads;
import dev.crema.tensor.backend.simd.VectorApi;
import java.lang.ref.Reference;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Measures which candidate is best for which class of shapes, the work of `crema tune`. The candidates take turns,
/// and the shortest time of each counts, so that a busy machine misleads little.
public final class Tuner {
    private static final int ROUNDS = 5;
    private static final long TURN_NANOS = 300_000;
    /// Only so much faster is worth leaving the built-in choice.
    private static final double MARGIN = 0.95;

    private final Predicate<String> wanted;
    private final Consumer<Measured> table;

    /// @param wanted whether the class of this name is measured
    /// @param table is told what was measured, class by class
    public Tuner(Predicate<String> wanted, Consumer<Measured> table) {
        this.wanted = wanted;
        this.table = table;
    }

    /// The times for one class of shapes.
    ///
    /// @param micros of each candidate there is
    public record Measured(int threads, String shape, Map<Candidate, Double> micros, Candidate best) {}

    /// Measures the wanted classes with each of these numbers of threads and notes the best; all of them take a
    /// minute or two for each number.
    public void measure(Tuning tuning, int... threads) {
        int before = Threads.count();
        try {
            for (int count : threads) {
                Threads.set(count);
                products(tuning, count, false);
                VectorApi.awaitKernels();
                products(tuning, count, true);
                UnfoldedConvolution unfolding = new UnfoldedConvolution(Backends.products(tuning));
                convolutions(tuning, unfolding, count, false);
                VectorApi.awaitKernels();
                convolutions(tuning, unfolding, count, true);
            }
        } finally {
            Threads.set(before);
        }
    }

    /// @param counts false for a round that only warms the kernels up
    private void products(Tuning tuning, int threads, boolean counts) {
        for (ProductClass each : ProductClass.all()) {
            if (!wanted.test(each.toString())) continue;
            Tensor a = random((long) each.m() * each.k());
            Tensor b = random((long) each.k() * each.n());
            Tensor c = random((long) each.m() * each.n());
            Product product = each.at(at(a), at(b), at(c));
            Map<Candidate, Runnable> candidates = new EnumMap<>(Candidate.class);
            for (Candidate candidate : Candidate.values()) {
                @Nullable ProductKernel kernel = Backends.kernel(candidate, product);
                if (kernel != null) candidates.put(candidate, () -> kernel.multiply(product));
            }
            note(tuning, threads, each.toString(), candidates, Backends.builtIn(product), counts);
            Reference.reachabilityFence(List.of(a, b, c));
        }
    }

    private void convolutions(Tuning tuning, ConvolutionKernel unfolding, int threads, boolean counts) {
        for (ConvolutionClass each : ConvolutionClass.all()) {
            if (!wanted.test(each.toString())) continue;
            ConvolutionShape shape = each.shape();
            Tensor x = random(shape.batch() * shape.imageIn());
            Tensor w = random(shape.weights());
            Tensor y = random(shape.batch() * shape.imageOut());
            Map<Candidate, Runnable> candidates = new EnumMap<>(Candidate.class);
            for (Candidate candidate : List.of(Candidate.VECTORS, Candidate.ONEDNN, Candidate.UNFOLDING)) {
                @Nullable
                ConvolutionKernel kernel =
                        candidate == Candidate.UNFOLDING ? unfolding : Backends.kernel(candidate, shape);
                if (kernel != null)
                    candidates.put(
                            candidate,
                            switch (each.pass()) {
                                case FORWARD -> () -> kernel.forward(shape, at(x), at(w), 0, at(y));
                                case INPUT_GRADIENT -> () -> kernel.inputGradient(shape, at(y), at(w), at(x));
                                case WEIGHT_GRADIENT -> () -> kernel.weightGradient(shape, at(x), at(y), at(w));
                            });
            }
            boolean hasOneDnn = candidates.containsKey(Candidate.ONEDNN);
            Candidate builtIn = ConvolutionChoice.best(shape, each.pass(), hasOneDnn, Backends.bits());
            note(tuning, threads, each.toString(), candidates, builtIn, counts);
            Reference.reachabilityFence(List.of(x, w, y));
        }
    }

    private void note(
            Tuning tuning,
            int threads,
            String shape,
            Map<Candidate, Runnable> candidates,
            Candidate builtIn,
            boolean counts) {
        Map<Candidate, Double> micros = times(candidates, counts ? ROUNDS : 1);
        if (!counts || micros.isEmpty()) return;
        Candidate best = fastest(micros);
        @Nullable Double usual = micros.get(builtIn);
        @Nullable Double least = micros.get(best);
        if (usual != null && least != null && least > MARGIN * usual) best = builtIn;
        tuning.set(threads, shape, best);
        table.accept(new Measured(threads, shape, micros, best));
    }

    private static Candidate fastest(Map<Candidate, Double> micros) {
        return micros.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static Map<Candidate, Double> times(Map<Candidate, Runnable> candidates, int rounds) {
        Map<Candidate, Double> least = new EnumMap<>(Candidate.class);
        for (int round = 0; round < rounds; round++)
            candidates.forEach((candidate, work) -> least.merge(candidate, time(work), Math::min));
        return least;
    }

    /// Microseconds a call, over calls of a turn.
    private static double time(Runnable work) {
        long start = System.nanoTime();
        long calls = 0;
        long now = start;
        while (now - start < TURN_NANOS) {
            work.run();
            calls++;
            now = System.nanoTime();
        }
        return (now - start) / 1e3 / calls;
    }

    private static Tensor random(long elements) {
        return Generator.of(elements).randn(Math.toIntExact(elements)).to(DType.FLOAT32);
    }

    private static long at(Tensor x) {
        return x.storage().address();
    }
}
