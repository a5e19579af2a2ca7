package dev.crema.nn.train;

import dev.crema.nn.metrics.History;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Tries all combinations of some parameters, several at once within the machine's cores.
///
/// ```java
/// var trials = Sweep.grid("layers", 2, 3, 4, 5).run("accuracy", t -> accuracy(t.integer("layers")));
/// ```
///
/// Each trial draws from random streams of its own, so that the numbers do not depend on how many run at once. A
/// trial that fails is a row with its message, and the others go on. Let the body return what was measured on
/// validation data, and choose by that.
public final class Sweep {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Map<String, List<Object>> grid = new LinkedHashMap<>();
    private int parallel = Math.max(1, Runtime.getRuntime().availableProcessors());

    /// What a trial does: returns a number, a record of numbers (a `History` in it is kept), or a `Map`.
    @FunctionalInterface
    public interface Body {
        @Nullable
        Object run(Trial trial) throws Exception;
    }

    private Sweep() {}

    /// A sweep over these values of one parameter.
    public static Sweep grid(String name, Object... values) {
        return new Sweep().and(name, values);
    }

    /// Each combination with these values of one more parameter.
    ///
    /// @throws IllegalArgumentException if there is no value, or the name is taken
    public Sweep and(String name, Object... values) {
        if (values.length == 0)
            throw new IllegalArgumentException("sweep: " + name + " has no values; give at least one");
        if (grid.putIfAbsent(name, List.of(values)) != null)
            throw new IllegalArgumentException("sweep: " + name + " is a parameter already");
        return this;
    }

    /// Each combination so many times with other random numbers, as the parameter `seed` from 0.
    public Sweep seeds(int count) {
        Object[] seeds = new Object[Math.max(0, count)];
        for (int i = 0; i < seeds.length; i++) seeds[i] = i;
        return and("seed", seeds);
    }

    /// How many trials run at once, instead of one for each core.
    public Sweep parallel(int trials) {
        if (trials < 1) throw new IllegalArgumentException("sweep: parallel must be at least 1, got " + trials);
        parallel = trials;
        return this;
    }

    /// Runs all trials; a single number that the body returns is called `result`.
    public Trials run(Body body) {
        return run("result", body);
    }

    /// Runs all trials.
    ///
    /// @param result what a single number that the body returns is called
    public Trials run(String result, Body body) {
        List<Trial> planned = combinations();
        long base = Generator.shared().nextLong();
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.min(parallel, planned.size()),
                Thread.ofPlatform().daemon().name("sweep-", 0).factory());
        try {
            List<Future<Trial>> running = new ArrayList<>();
            for (Trial trial : planned) running.add(workers.submit(() -> attempt(trial, base, result, body)));
            List<Trial> done = new ArrayList<>();
            for (Future<Trial> future : running) done.add(future.get());
            return new Trials(done);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("sweep: interrupted before all trials were done", stopped);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("sweep: " + failure.getCause(), failure);
        } finally {
            workers.shutdownNow();
        }
    }

    private List<Trial> combinations() {
        List<Map<String, Object>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<Object>> parameter : grid.entrySet()) {
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> combination : combinations)
                for (Object value : parameter.getValue()) {
                    Map<String, Object> with = new LinkedHashMap<>(combination);
                    with.put(parameter.getKey(), value);
                    longer.add(with);
                }
            combinations = longer;
        }
        List<Trial> trials = new ArrayList<>();
        for (Map<String, Object> combination : combinations) trials.add(new Trial(trials.size(), combination, null));
        return trials;
    }

    private static Trial attempt(Trial trial, long base, String result, Body body) {
        try {
            Object returned = Generator.withOwnStreams(base + GOLDEN * trial.index(), () -> body.run(trial));
            return trial.with(results(result, returned));
        } catch (Exception | StackOverflowError | OutOfMemoryError failure) {
            String message = failure.getMessage();
            return trial.failed(message == null ? failure.getClass().getSimpleName() : message);
        }
    }

    private static Map<String, Object> results(String name, @Nullable Object returned)
            throws ReflectiveOperationException {
        Map<String, Object> results = new LinkedHashMap<>();
        switch (returned) {
            case null -> {}
            case Tensor tensor -> results.put(name, tensor.item());
            case SequencedMap<?, ?> map -> map.forEach((key, value) -> results.put(String.valueOf(key), plain(value)));
            case Map<?, ?> map -> { // Map.of has another order in each process
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, value) -> sorted.put(String.valueOf(key), plain(value)));
                results.putAll(sorted);
            }
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    var accessor = component.getAccessor();
                    accessor.setAccessible(true);
                    results.put(component.getName(), plain(accessor.invoke(record)));
                }
            }
            case History history -> {
                for (String curve : history.names()) results.put(curve, history.last(curve));
                results.put("history", history);
            }
            default -> results.put(name, returned);
        }
        return results;
    }

    private static Object plain(@Nullable Object value) {
        if (value instanceof Tensor tensor && tensor.numel() == 1) return tensor.item();
        return value == null ? Double.NaN : value;
    }
}
