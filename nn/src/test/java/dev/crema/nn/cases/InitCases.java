package dev.crema.nn.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.nn.Embedding;
import dev.crema.nn.Linear;
import dev.crema.nn.init.Fan;
import dev.crema.nn.init.Init;
import dev.crema.tensor.Tensor;

/// First values: bounds, mean and deviation.
final class InitCases {
    private InitCases() {}

    static void run(Case given) {
        Tensor weight = weight(given);
        double mean = given.expects("mean") ? given.expected("mean") : 0;
        if (given.expects("bound_around_mean"))
            assertThat(weight.sub(mean).abs().max().item())
                    .as(given.id())
                    .isLessThanOrEqualTo(given.expected("bound_around_mean") * (1 + 1e-6));
        if (given.expects("mean_tol"))
            assertThat(Math.abs(weight.mean().item() - mean))
                    .as(given.id())
                    .isLessThanOrEqualTo(given.expected("mean_tol"));
        if (given.expects("std"))
            assertThat(Math.abs(weight.std(false).item() / given.expected("std") - 1))
                    .as(given.id())
                    .isLessThanOrEqualTo(given.expects("std_rel_tol") ? given.expected("std_rel_tol") : 0.05);
    }

    private static Tensor weight(Case given) {
        int[] shape = given.integers("shape");
        String what = given.what();
        if (what.startsWith("linear_default")) {
            Linear layer = new Linear(given.integer("fan_in", shape[shape.length - 1]), shape[0]);
            return shape.length == 1 ? layer.bias() : layer.weight();
        }
        if (what.startsWith("embedding")) return new Embedding(shape[0], shape[1]).weight();
        Tensor weight = Tensor.zeros(shape);
        double gain = gain(given);
        Fan fan = given.text("mode", "fan_in").equals("fan_out") || what.contains("fan_out") ? Fan.OUT : Fan.IN;
        if (what.startsWith("xavier_uniform")) Init.xavierUniform(weight, gain);
        else if (what.startsWith("xavier_normal")) Init.xavierNormal(weight, gain);
        else if (what.startsWith("kaiming_uniform")) Init.kaimingUniform(weight, gain, fan);
        else if (what.startsWith("kaiming_normal")) Init.kaimingNormal(weight, gain, fan);
        else if (what.startsWith("conv") || what.endsWith("default")) Init.defaults(weight);
        else if (what.startsWith("uniform")) Init.uniform(weight, given.number("a", 0), given.number("b", 1));
        else if (what.startsWith("normal")) Init.normal(weight, given.number("mean", 0), given.number("std", 1));
        else if (what.startsWith("constant")) Init.constant(weight, given.number("val", given.number("value", 0)));
        else if (what.startsWith("ones")) Init.ones(weight);
        else if (!what.startsWith("zeros")) throw new IllegalArgumentException("no initialiser " + what);
        return weight;
    }

    private static double gain(Case given) {
        if (given.hasParam("gain")) return given.number("gain", 1);
        String what = given.what();
        if (given.hasParam("nonlinearity") && !given.text("nonlinearity", "").equals("leaky_relu"))
            return Init.gain(given.text("nonlinearity", "relu"));
        for (String name : new String[] {"tanh", "selu", "sigmoid", "linear"})
            if (what.endsWith("_" + name)) return Init.gain(name);
        if (what.startsWith("kaiming"))
            return Init.gainOfLeakyReLU(
                    what.endsWith("_relu") && !what.endsWith("leaky_relu") ? 0 : given.number("a", 0));
        return what.endsWith("_relu") ? Init.gain("relu") : 1;
    }
}
