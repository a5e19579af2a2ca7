package dev.crema.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.Generator;
import dev.crema.tensor.Gradcheck;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;

/// Compares the gradients of a module, for its input and for every parameter, with finite differences. To be used
/// with float64 as the default type.
final class ModuleGradients {
    private static final double STEP = 1e-6;

    private ModuleGradients() {}

    static void check(Module module, Tensor x) {
        if (x.dtype().isFloating()) Gradcheck.check(module::forward, x);
        module.zeroGrad();
        Tensor y = module.forward(x);
        Tensor weights = Generator.of(3).uniform(0.5, 1.5, y.layout().sizes());
        if (module.parameters().isEmpty()) return;
        y.mul(weights).sum().backward();
        module.namedParameters().forEach((name, parameter) -> {
            double[] gradient = parameter.grad().toDoubles();
            for (int i = 0; i < gradient.length; i++) {
                double up = at(module, x, weights, parameter, i, STEP);
                double down = at(module, x, weights, parameter, i, -STEP);
                assertThat(gradient[i])
                        .as("%s of %s, element %d", name, module.getClass().getSimpleName(), i)
                        .isCloseTo((up - down) / (2 * STEP), within(1e-6));
            }
        });
    }

    private static double at(Module module, Tensor x, Tensor weights, Parameter parameter, int element, double step) {
        try (var _ = NoGrad.scope()) {
            Tensor place = parameter.detach().view(-1).at(element);
            double before = place.item();
            place.assign(before + step);
            double value = module.forward(x).mul(weights).sum().item();
            place.assign(before);
            return value;
        }
    }
}
