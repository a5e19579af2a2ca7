package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.Threads;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A matrix product of a batch with a weight, by each library.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class ProductBenchmark {
    @Param({"VECTORS", "OPENBLAS", "ONEDNN"})
    public Candidate candidate = Candidate.VECTORS;

    @Param({"NN", "NT", "TN"})
    public String form = "NN";

    @Param({"12", "128"})
    public int batch;

    private final Tensor[] operands = new Tensor[3];
    private Product product;
    private ProductKernel kernel;

    @Setup
    public void prepare() {
        Threads.set(1);
        ProductClass size = new ProductClass(form, batch, 512, 784);
        Generator random = Generator.of(1);
        int[] counts = {batch * 784, 784 * 512, batch * 512};
        for (int i = 0; i < counts.length; i++)
            operands[i] = random.randn(counts[i]).to(DType.FLOAT32);
        product = size.at(at(0), at(1), at(2));
        kernel = Objects.requireNonNull(Backends.kernel(candidate, product), () -> candidate + " is missing here");
    }

    private long at(int operand) {
        return operands[operand].storage().address();
    }

    @Benchmark
    public void product() {
        kernel.multiply(product);
        Reference.reachabilityFence(operands);
    }
}
