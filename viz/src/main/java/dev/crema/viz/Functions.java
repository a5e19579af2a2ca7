package dev.crema.viz;

import static dev.crema.tensor.NoGrad.noGrad;

import dev.crema.tensor.Tensor;
import dev.crema.viz.mark.Line;
import dev.crema.viz.mark.Style;
import dev.crema.viz.write.Dash;
import java.util.ArrayList;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;

/// Functions as curves and surfaces: evaluated on a grid, their slope taken from autograd.
final class Functions {
    private static final int STEPS = 240;

    private Functions() {}

    /// The values of a function between two places.
    static Panel curve(UnaryOperator<Tensor> function, double low, double high) {
        double[] x = grid(low, high);
        return Panel.of(new Line(x, values(function, x), Style.AUTO));
    }

    /// The values of an activation and its slope.
    static Panel activation(UnaryOperator<Tensor> function, double low, double high) {
        double[] x = grid(low, high);
        var lines = new ArrayList<Line>();
        lines.add(new Line(x, values(function, x), Style.AUTO.withLabel("f(x)")));
        Tensor input = Tensor.of(x).requiresGrad(true);
        Tensor output = function.apply(input);
        if (output.requiresGrad()) {
            output.sum().backward();
            lines.add(new Line(
                    x, input.grad().toDoubles(), Style.AUTO.withLabel("slope").withDash(Dash.DASHED)));
        }
        return Panel.of(lines).withX(axis -> axis.withLabel("x"));
    }

    /// The heights of a function over a plane, `[row][column]`.
    static double[][] heights(double[] x, double[] y, DoubleBinaryOperator function) {
        double[][] heights = new double[y.length][x.length];
        for (int row = 0; row < y.length; row++)
            for (int column = 0; column < x.length; column++)
                heights[row][column] = function.applyAsDouble(x[column], y[row]);
        return heights;
    }

    private static double[] values(UnaryOperator<Tensor> function, double[] x) {
        Tensor output = noGrad(() -> function.apply(Tensor.of(x)));
        if (output.numel() != x.length)
            throw new IllegalArgumentException(
                    "function: it made " + output.shape() + " of [" + x.length + "]; it must give one value for each");
        return output.toDoubles();
    }

    private static double[] grid(double low, double high) {
        if (!(low < high))
            throw new IllegalArgumentException(
                    "function: from " + low + " to " + high + "; give the smaller number first");
        double[] x = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) x[i] = low + (high - low) * i / STEPS;
        return x;
    }
}
