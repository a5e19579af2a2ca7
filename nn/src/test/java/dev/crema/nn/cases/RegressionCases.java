package dev.crema.nn.cases;

import dev.crema.nn.Linear;
import dev.crema.nn.Sequential;
import dev.crema.nn.Sigmoid;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.loss.BCELoss;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.loss.MSELoss;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Lines, planes and their logistic and softmax forms.
final class RegressionCases {
    private RegressionCases() {}

    static void linear(Case given) {
        if (given.id().startsWith("a_vanilla")) vanilla(given);
        else if (given.id().startsWith("a_cost")) costCurve(given);
        else descent(given);
    }

    private static void descent(Case given) {
        Tensor x = given.input("x").view(-1, 1);
        Tensor y = given.input("y").view(-1, 1);
        Linear model = line(given);
        SGD optimizer = new SGD(model.parameters(), given.number("lr", 0));
        int[] steps = given.integers("steps");
        double[] w = new double[steps.length];
        double[] b = new double[steps.length];
        double[] loss = new double[steps.length];
        double[] gradients = new double[20];
        for (int step = 1; step <= Arrays.stream(steps).max().orElseThrow(); step++) {
            optimizer.zeroGrad();
            new MSELoss().forward(model.forward(x), y).backward();
            if (step <= 10) {
                gradients[2 * step - 2] = model.weight().grad().item();
                gradients[2 * step - 1] = model.bias().grad().item();
            }
            optimizer.step();
            for (int k = 0; k < steps.length; k++)
                if (steps[k] == step) {
                    w[k] = model.weight().item();
                    b[k] = model.bias().item();
                    loss[k] = new MSELoss().forward(model.forward(x), y).item();
                }
        }
        given.check("W_after", w);
        given.check("b_after", b);
        given.check("loss_after", loss);
        given.check("grad_first10_dW_db", gradients);
    }

    private static Linear line(Case given) {
        Linear model = new Linear(1, 1);
        model.weight().detach().assign(given.number("W0", 0));
        model.bias().detach().assign(given.number("b0", 0));
        return model;
    }

    private static DoubleUnaryOperator cost(Case given) {
        double[] x = given.input("x").toDoubles();
        double[] y = given.input("y").toDoubles();
        return w -> {
            double sum = 0;
            for (int i = 0; i < x.length; i++) sum += Math.pow(w * x[i] - y[i], 2);
            return sum / x.length;
        };
    }

    private static double slope(Case given, double w) {
        double[] x = given.input("x").toDoubles();
        double[] y = given.input("y").toDoubles();
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += 2 * (w * x[i] - y[i]) * x[i];
        return sum / x.length;
    }

    private static void vanilla(Case given) {
        double w = given.number("w0", 0);
        double rate = given.number("lr", 0);
        double eps = given.number("eps", 1e-5);
        String mode = given.text("mode", "numeric");
        DoubleUnaryOperator cost = cost(given);
        int iterations = given.integer("iterations", 0);
        double[] ws = new double[iterations];
        double[] costs = new double[iterations];
        for (int i = 0; i < iterations; i++) {
            double here = cost.applyAsDouble(w);
            double ahead = cost.applyAsDouble(w + eps);
            switch (mode) {
                case "numeric" -> {
                    costs[i] = (here + ahead) / 2;
                    w -= rate * (ahead - here) / eps;
                }
                case "formula" -> {
                    costs[i] = here;
                    w -= rate * slope(given, w);
                }
                default -> {
                    costs[i] = here / 2;
                    w -= rate * slope(given, w) / 2;
                }
            }
            ws[i] = w;
        }
        given.check("w_list", ws);
        given.check("cost_list", costs);
    }

    private static void costCurve(Case given) {
        double[] w = new double[40];
        for (int i = 0; i < w.length; i++) w[i] = -10 + 0.5 * i;
        given.check("w", w);
        given.check("cost", Arrays.stream(w).map(cost(given)).toArray());
    }

    static void quiz(Case given) {
        Linear model = line(given);
        Optimizer optimizer = Optimizers.of("SGD", model.parameters(), given);
        TensorDataset data = TensorDataset.of(given.input("x"), given.input("y"));
        DataLoader loader = DataLoader.of(data, given.integer("batch_size", 1));
        int epochs = given.integer("epochs", 1);
        double[] losses = new double[epochs];
        double[] weights = new double[2 * epochs];
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (var batch : loader) {
                optimizer.zeroGrad();
                Tensor loss = new MSELoss().forward(model.forward(batch.x()), batch.y());
                loss.backward();
                optimizer.step();
                losses[epoch] += loss.item() / loader.size();
            }
            weights[2 * epoch] = model.weight().item();
            weights[2 * epoch + 1] = model.bias().item();
        }
        given.check("epoch_loss", losses);
        given.check("W_b_after_epoch", weights);
        given.check("pred_at_0_10_20", model.forward(Tensor.of(0.0, 10, 20).view(3, 1)));
    }

    static void logistic(Case given) {
        Tensor x = given.input("X");
        Tensor y = given.input("y");
        boolean binary = y.dtype().isFloating();
        Tensor w0 = given.input("W0");
        Linear layer = new Linear(w0.size(1), w0.size(0));
        layer.weight().detach().assign(w0);
        layer.bias().detach().assign(given.input("b0"));
        Optimizer optimizer = Optimizers.of("SGD", layer.parameters(), given);
        Sequential model = binary ? new Sequential(layer, new Sigmoid()) : new Sequential(layer);
        double[] losses = new double[given.integer("steps", 0)];
        for (int step = 0; step < losses.length; step++) {
            optimizer.zeroGrad();
            Tensor loss = loss(binary, model.forward(x), y);
            loss.backward();
            optimizer.step();
            losses[step] = loss.item();
        }
        given.check("loss", losses);
        given.check("W", layer.weight());
        given.check("b", layer.bias());
        Tensor out = model.forward(x).detach();
        Tensor predicted = binary ? out.squeeze(1).gt(0.5).to(dev.crema.tensor.DType.INT64) : out.argmax(1);
        given.check("pred", predicted);
        given.check(
                "n_correct", predicted.eq(y.to(dev.crema.tensor.DType.INT64)).sum());
        given.check("final_bce", loss(binary, out, y).item());
        if (binary) given.check("prob_first5", out.squeeze(1).at(":5"));
        else given.check("softmax_first5", out.softmax(1).at(":5"));
        if (given.expects("boundary_x2_at_x1_0_and_1")) {
            double[] w = layer.weight().toDoubles();
            double b = layer.bias().item();
            given.check("boundary_x2_at_x1_0_and_1", -b / w[1], -(b + w[0]) / w[1]);
        }
    }

    private static Tensor loss(boolean binary, Tensor out, Tensor y) {
        return binary ? new BCELoss().forward(out.squeeze(1), y) : new CrossEntropyLoss().forward(out, y);
    }
}
