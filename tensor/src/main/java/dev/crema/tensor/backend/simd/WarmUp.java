package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.Matrix;
import dev.crema.tensor.backend.Product;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.lang.ref.Reference;
import java.util.function.Consumer;

/// Runs a family of kernels on numbers of its own, on a thread of its own, until the JIT compiler has come to them.
/// Until then others compute the same to the bit, so that it does not matter when that is.
final class WarmUp {
    private static final double WARM_FLOPS_PER_NANO = 3;
    private static final long MOST_NANOS = 10_000_000_000L;
    private static final int ROUNDS = 8;

    /// After so many rounds the JIT compiler has been asked for the kernels; more of them only make garbage, an
    /// object for every vector, and take the core that it could have.
    private static final int ENOUGH = 15;

    private static final long PAUSE_MILLIS = 2;

    /// One tile of each kind.
    private static final int ROWS = 5;

    private static final int COLUMNS = 96 + 64 + 32 + 16 + 3;
    private static final int INNER = 35;

    private final boolean columnMajor;
    private final double beta;
    private final Consumer<Product> kernels;
    private boolean started;
    private volatile boolean done;

    /// @param columnMajor how b lies
    /// @param beta as in the products
    WarmUp(boolean columnMajor, double beta, Consumer<Product> kernels) {
        this.columnMajor = columnMajor;
        this.beta = beta;
        this.kernels = kernels;
    }

    /// Whether the kernels are compiled; begins to see to it when first asked.
    boolean isDone() {
        if (!done) begin();
        return done;
    }

    private synchronized void begin() {
        if (started) return;
        started = true;
        Thread thread = new Thread(this::run, "crema-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /// One family after the other: the cell that waits for them needs the other core.
    private void run() {
        synchronized (WarmUp.class) {
            compile();
        }
        done = true;
    }

    private void compile() {
        Storage memory = Memory.allocateKept(DType.FLOAT32, 2 * (long) INNER * COLUMNS + COLUMNS * ROWS, "warm-up");
        long address = memory.address();
        NativeMemory.clear(address, memory.bytes());
        Matrix a = new Matrix(address, INNER, 1);
        Matrix b = columnMajor ? new Matrix(address, 1, INNER) : new Matrix(address, COLUMNS, 1);
        Matrix c = new Matrix(address + 4L * INNER * COLUMNS, COLUMNS, 1);
        Product product = new Product(DType.FLOAT32, ROWS, COLUMNS, INNER, a, b, c, 1, beta);
        long begin = System.nanoTime();
        int fast = 0;
        for (int round = 0; fast < ROUNDS && System.nanoTime() - begin < MOST_NANOS; round++) {
            if (round > ENOUGH && fast == 0) pause();
            long start = System.nanoTime();
            for (int i = 0; i < ROUNDS; i++) kernels.accept(product);
            double rate = (double) ROUNDS * product.flops() / (System.nanoTime() - start);
            fast = rate > WARM_FLOPS_PER_NANO ? fast + 1 : 0;
        }
        Reference.reachabilityFence(memory);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody else does
        }
    }
}
