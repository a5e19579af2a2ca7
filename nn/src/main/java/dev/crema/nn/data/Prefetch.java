package dev.crema.nn.data;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/// Makes the batches of one epoch some steps ahead: one after the other, so that whatever draws random numbers does
/// so in the order of the batches. An epoch that is left in the middle leaves no thread waiting.
final class Prefetch implements IntFunction<Batch> {
    private static final Executor THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("crema-loader-", 0).factory());

    private final IntFunction<Batch> source;
    private final int batches;
    private final Queue<CompletableFuture<Batch>> ready = new ArrayDeque<>();
    private CompletableFuture<Batch> last = CompletableFuture.failedFuture(new IllegalStateException("none yet"));
    private int started;

    Prefetch(IntFunction<Batch> source, int batches, int ahead) {
        this.source = source;
        this.batches = batches;
        for (int i = 0; i < ahead; i++) start();
    }

    private void start() {
        if (started == batches) return;
        int position = started++;
        last = last.handleAsync((_, _) -> source.apply(position), THREADS);
        ready.add(last);
    }

    /// The next batch; the positions come in order.
    @Override
    public Batch apply(int position) {
        start();
        try {
            return ready.remove().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException own) throw own;
            if (failure.getCause() instanceof Error own) throw own;
            throw failure;
        }
    }
}
