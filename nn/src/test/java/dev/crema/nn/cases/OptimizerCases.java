package dev.crema.nn.cases;

import dev.crema.nn.Parameter;
import dev.crema.nn.optim.CosineAnnealingLR;
import dev.crema.nn.optim.ExponentialLR;
import dev.crema.nn.optim.LinearLR;
import dev.crema.nn.optim.MultiStepLR;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.ReduceLROnPlateau;
import dev.crema.nn.optim.SGD;
import dev.crema.nn.optim.Scheduler;
import dev.crema.nn.optim.StepLR;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The way of an optimiser over a surface, and the learning rates of a scheduler.
final class OptimizerCases {
    private OptimizerCases() {}

    static void run(Case given) {
        if (given.id().startsWith("s")) schedule(given);
        else trajectory(given);
    }

    private static void trajectory(Case given) {
        Tensor a = given.input("a");
        Tensor c = given.input("c");
        Tensor d = given.input("d");
        Parameter p = new Parameter(given.input("p0"));
        Parameter q = new Parameter(given.input("q0"));
        Optimizer optimizer = Optimizers.of(given.what().replaceFirst("[ ,].*", ""), List.of(p, q), given);
        int[] checkpoints = given.integers("checkpoints");
        List<Tensor> ps = new ArrayList<>();
        List<Tensor> qs = new ArrayList<>();
        double[] losses = new double[20];
        for (int step = 1; step <= Arrays.stream(checkpoints).max().orElseThrow(); step++) {
            optimizer.zeroGrad();
            Tensor f = p.sub(c)
                    .pow(2)
                    .mul(a)
                    .sum()
                    .mul(0.5)
                    .add(p.sin().sum())
                    .add(q.sub(d).pow(4).sum().div(4))
                    .add(p.at(0).mul(q.at(0, 1)));
            f.backward();
            if (step <= losses.length) losses[step - 1] = f.item();
            optimizer.step();
            for (int checkpoint : checkpoints)
                if (checkpoint == step) {
                    ps.add(p.detach().copy());
                    qs.add(q.detach().copy());
                }
        }
        given.check("traj_p", Tensor.stack(0, ps.toArray(new Tensor[0])));
        given.check("traj_q", Tensor.stack(0, qs.toArray(new Tensor[0])));
        given.check("loss_before", losses);
    }

    private static void schedule(Case given) {
        SGD optimizer = new SGD(List.of(new Parameter(Tensor.zeros(1))), given.number("base_lr", 0.1));
        Scheduler scheduler = scheduler(given, optimizer);
        double[] metrics = given.hasParam("metrics") ? given.numbers("metrics") : new double[0];
        double[] rates = new double[given.integer("n_steps", 0) + 1];
        rates[0] = optimizer.lr();
        for (int k = 1; k < rates.length; k++) {
            if (metrics.length > 0) scheduler.step(metrics[k - 1]);
            else scheduler.step();
            rates[k] = optimizer.lr();
        }
        given.check("lr", rates);
    }

    private static Scheduler scheduler(Case given, SGD optimizer) {
        String name = given.what().replaceFirst(" .*", "");
        double gamma = given.number("gamma", 0.1);
        return switch (name) {
            case "StepLR" -> new StepLR(optimizer, given.integer("step_size", 1), gamma);
            case "MultiStepLR" -> new MultiStepLR(optimizer, gamma, given.integers("milestones"));
            case "ExponentialLR" -> new ExponentialLR(optimizer, gamma);
            case "CosineAnnealingLR" ->
                new CosineAnnealingLR(optimizer, given.integer("T_max", 1)).etaMin(given.number("eta_min", 0));
            case "LinearLR" ->
                new LinearLR(optimizer, given.number("start_factor", 1.0 / 3), given.integer("total_iters", 5))
                        .endFactor(given.number("end_factor", 1));
            case "ReduceLROnPlateau" ->
                new ReduceLROnPlateau(optimizer, given.number("factor", 0.1), given.integer("patience", 10))
                        .mode(given.text("mode", "min"))
                        .threshold(given.number("threshold", 1e-4))
                        .thresholdMode(given.text("threshold_mode", "rel"))
                        .cooldown(given.integer("cooldown", 0))
                        .minLr(given.number("min_lr", 0));
            default -> throw new IllegalArgumentException("no scheduler " + name);
        };
    }
}
