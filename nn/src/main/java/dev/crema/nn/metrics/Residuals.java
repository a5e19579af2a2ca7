package dev.crema.nn.metrics;

import dev.crema.tensor.Tensor;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Numbers and what was predicted of them, `[samples, outputs]` row by row.
record Residuals(double[] prediction, double[] target, int outputs) {
    /// A column and a vector of the same number of elements fit; so do equal shapes.
    static Residuals of(String what, Tensor prediction, Tensor target) {
        int outputs = columns(target);
        if (prediction.numel() != target.numel() || columns(prediction) != outputs)
            throw new IllegalArgumentException(
                    what + ": predictions " + prediction.shape() + " do not fit targets " + target.shape());
        if (target.numel() == 0) throw new IllegalArgumentException(what + ": there are no samples");
        return new Residuals(
                prediction.detach().reshape(-1).toDoubles(),
                target.detach().reshape(-1).toDoubles(),
                outputs);
    }

    private static int columns(Tensor tensor) {
        return tensor.dim() < 2 || tensor.numel() == 0 ? 1 : (int) (tensor.numel() / tensor.size(0));
    }

    double mean(DoubleUnaryOperator measure) {
        return IntStream.range(0, target.length)
                .mapToDouble(i -> measure.applyAsDouble(target[i] - prediction[i]))
                .average()
                .orElseThrow();
    }

    double rootMeanSquare() {
        int samples = target.length / outputs;
        return IntStream.range(0, outputs)
                .mapToDouble(k -> Math.sqrt(squares(k) / samples))
                .average()
                .orElseThrow();
    }

    double explained() {
        if (target.length / outputs < 2) return Double.NaN;
        return IntStream.range(0, outputs)
                .mapToDouble(this::explained)
                .average()
                .orElseThrow();
    }

    private double explained(int output) {
        double mean = of(output).mapToDouble(i -> target[i]).average().orElseThrow();
        double spread = of(output)
                .mapToDouble(i -> (target[i] - mean) * (target[i] - mean))
                .sum();
        double left = squares(output);
        if (spread == 0) return left == 0 ? 1 : 0;
        return 1 - left / spread;
    }

    private double squares(int output) {
        return of(output)
                .mapToDouble(i -> (target[i] - prediction[i]) * (target[i] - prediction[i]))
                .sum();
    }

    private IntStream of(int output) {
        return IntStream.iterate(output, i -> i < target.length, i -> i + outputs);
    }
}
