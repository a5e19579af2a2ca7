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

/// A convolution 3x3 and its gradients, by each kernel, for 16 images.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class ConvolutionBenchmark {
    @Param({"VECTORS", "UNFOLDING", "ONEDNN"})
    public Candidate candidate = Candidate.VECTORS;

    @Param({"3", "32"})
    public int in;

    @Param({"32", "64"})
    public int out;

    @Param({"14", "32"})
    public int side;

    private final Tensor[] operands = new Tensor[3];
    private ConvolutionShape shape;
    private ConvolutionKernel kernel;

    @Setup
    public void prepare() {
        Threads.set(1);
        shape = new ConvolutionClass(ConvolutionPass.FORWARD, in, out, 3, side).shape();
        Generator random = Generator.of(1);
        long[] counts = {shape.batch() * shape.imageIn(), shape.weights(), shape.batch() * shape.imageOut()};
        for (int i = 0; i < counts.length; i++)
            operands[i] = random.randn((int) counts[i]).to(DType.FLOAT32);
        kernel = Objects.requireNonNull(Backends.kernel(candidate, shape), () -> candidate + " is missing here");
    }

    private long at(int operand) {
        return operands[operand].storage().address();
    }

    @Benchmark
    public void forward() {
        kernel.forward(shape, at(0), at(1), 0, at(2));
        Reference.reachabilityFence(operands);
    }

    @Benchmark
    public void inputGradient() {
        kernel.inputGradient(shape, at(2), at(1), at(0));
        Reference.reachabilityFence(operands);
    }

    @Benchmark
    public void weightGradient() {
        kernel.weightGradient(shape, at(0), at(2), at(1));
        Reference.reachabilityFence(operands);
    }
}
