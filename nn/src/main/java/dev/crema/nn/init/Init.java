package dev.crema.nn.init;

import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.Arrays;

/// First values of parameters: each method fills a tensor in place, and takes its numbers from the stream of
/// parameters, which `Tensor.manualSeed` sets.
///
/// ```java
/// model.apply(m -> { if (m instanceof Linear l) Init.xavierUniform(l.weight()); });
/// ```
///
/// A weight is `[out, in]` or `[out, in, height, width]`; `fan in` is the number of inputs of one output (in ·
/// height · width), `fan out` the number of outputs of one input. Formulas as in `torch.nn.init`.
public final class Init {
    private static final double ROOT_TWO = Math.sqrt(2);

    private Init() {}

    /// Uniform in ±1/√(fan in): how layers of this library and of PyTorch start.
    public static void defaults(Tensor weight) {
        double bound = 1 / Math.sqrt(fan("defaults", weight, Fan.IN));
        uniform(weight, -bound, bound);
    }

    /// Uniform in ±√(6 / (fan in + fan out)) (Glorot and Bengio 2010).
    public static void xavierUniform(Tensor weight) {
        xavierUniform(weight, 1);
    }

    /// `xavierUniform` with a factor, such as `gain("tanh")`.
    public static void xavierUniform(Tensor weight, double gain) {
        double bound = gain * Math.sqrt(6 / fans("xavierUniform", weight));
        uniform(weight, -bound, bound);
    }

    /// Normal with standard deviation √(2 / (fan in + fan out)) (Glorot and Bengio 2010).
    public static void xavierNormal(Tensor weight) {
        xavierNormal(weight, 1);
    }

    /// `xavierNormal` with a factor, such as `gain("tanh")`.
    public static void xavierNormal(Tensor weight, double gain) {
        normal(weight, 0, gain * Math.sqrt(2 / fans("xavierNormal", weight)));
    }

    /// Uniform in ±√(6 / fan in), for layers before ReLU (He et al. 2015).
    public static void kaimingUniform(Tensor weight) {
        kaimingUniform(weight, ROOT_TWO, Fan.IN);
    }

    /// Uniform in ±gain · √(3 / fan).
    ///
    /// @param gain √2 for ReLU, see `gain`
    public static void kaimingUniform(Tensor weight, double gain, Fan fan) {
        double bound = gain * Math.sqrt(3 / fan("kaimingUniform", weight, fan));
        uniform(weight, -bound, bound);
    }

    /// Normal with standard deviation √(2 / fan in), for layers before ReLU (He et al. 2015).
    public static void kaimingNormal(Tensor weight) {
        kaimingNormal(weight, ROOT_TWO, Fan.IN);
    }

    /// Normal with standard deviation gain / √fan.
    ///
    /// @param gain √2 for ReLU, see `gain`
    public static void kaimingNormal(Tensor weight, double gain, Fan fan) {
        normal(weight, 0, gain / Math.sqrt(fan("kaimingNormal", weight, fan)));
    }

    /// How much larger the values of a layer start for what comes after it: 1 for `linear`, `conv`, `sigmoid` and
    /// `softmax`, 5/3 for `tanh`, √2 for `relu`, 3/4 for `selu`.
    ///
    /// @throws IllegalArgumentException for any other name
    public static double gain(String activation) {
        return switch (activation) {
            case "linear", "identity", "conv1d", "conv2d", "conv3d", "sigmoid", "softmax" -> 1;
            case "tanh" -> 5.0 / 3;
            case "relu" -> ROOT_TWO;
            case "leaky_relu" -> gainOfLeakyReLU(0.01);
            case "selu" -> 0.75;
            default ->
                throw new IllegalArgumentException("gain: no activation \"" + activation
                        + "\"; there are linear, sigmoid, softmax, tanh, relu, leaky_relu and selu");
        };
    }

    /// √(2 / (1 + slope²)): the gain before a rectifier with a slope for negative numbers.
    public static double gainOfLeakyReLU(double slope) {
        return Math.sqrt(2 / (1 + slope * slope));
    }

    /// Uniform from `low` to `high`.
    public static void uniform(Tensor weight, double low, double high) {
        fill(weight, generator().uniform(low, high, weight.layout().sizes()));
    }

    /// Normal with this mean and standard deviation.
    public static void normal(Tensor weight, double mean, double deviation) {
        fill(weight, generator().normal(mean, deviation, weight.layout().sizes()));
    }

    /// Every element the same.
    public static void constant(Tensor weight, double value) {
        weight.detach().assign(value);
    }

    /// Every element 0.
    public static void zeros(Tensor weight) {
        constant(weight, 0);
    }

    /// Every element 1.
    public static void ones(Tensor weight) {
        constant(weight, 1);
    }

    /// Ones on the diagonal of a matrix, else zeros.
    public static void eye(Tensor weight) {
        if (weight.dim() != 2) throw new IllegalArgumentException("eye: needs a matrix, got " + weight.shape());
        constant(weight, 0);
        for (int i = 0; i < Math.min(weight.size(0), weight.size(1)); i++)
            weight.detach().at(i, i).assign(1);
    }

    private static Generator generator() {
        return Generator.of(Generator.seedOfParameters());
    }

    private static void fill(Tensor weight, Tensor values) {
        weight.detach().assign(values);
    }

    private static double fans(String method, Tensor weight) {
        return fan(method, weight, Fan.IN) + fan(method, weight, Fan.OUT);
    }

    private static double fan(String method, Tensor weight, Fan fan) {
        if (weight.dim() < 2)
            throw new IllegalArgumentException(method + ": needs a weight of two or more dimensions, got "
                    + weight.shape() + "; for a bias use Init.zeros or Init.uniform");
        int field = Arrays.stream(weight.layout().sizes()).skip(2).reduce(1, Math::multiplyExact);
        return (double) field * weight.size(fan == Fan.IN ? 1 : 0);
    }
}
