package dev.crema.nn.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.crema.nn.Linear;
import dev.crema.nn.Module;
import dev.crema.nn.Parameter;
import dev.crema.nn.ReLU;
import dev.crema.nn.Sequential;
import dev.crema.nn.Sigmoid;
import dev.crema.nn.Tanh;
import dev.crema.nn.data.Batch;
import dev.crema.nn.data.Dataset;
import dev.crema.nn.data.Mnist;
import dev.crema.nn.loss.BCELoss;
import dev.crema.nn.loss.BCEWithLogitsLoss;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.loss.MSELoss;
import dev.crema.nn.optim.Adagrad;
import dev.crema.nn.optim.Adam;
import dev.crema.nn.optim.AdamW;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.RMSprop;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.DType;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Networks from given weights: XOR, and the MLP on MNIST.
final class NetworkCases {
    private static final int TRAINING_IMAGES = 240;
    private static final String NUMBER = "([0-9]*[.]?[0-9]+(?:e-?[0-9]+)?)";

    private NetworkCases() {}

    static void xor(Case given) {
        int[] dims = given.integers("dims");
        List<Linear> layers = new ArrayList<>();
        Sequential model = new Sequential();
        for (int k = 1; k < dims.length; k++) {
            Linear layer = new Linear(dims[k - 1], dims[k]);
            layer.weight().detach().assign(given.input("W" + k + "_0"));
            layer.bias().detach().assign(given.input("b" + k + "_0"));
            layers.add(layer);
            model.add(layer);
            activation(given.param("activations").getAsJsonArray().get(k - 1).getAsString(), model);
        }
        String lossName = given.text("loss", "bce");
        Loss loss = lossName.equals("mse")
                ? new MSELoss()
                : lossName.contains("logits") ? new BCEWithLogitsLoss() : new BCELoss();
        Optimizer optimizer = optimizer(given.text("optimizer", "sgd1"), model.parameters());
        int[] steps = given.integers("steps");
        double[] losses = new double[steps.length];
        Tensor x = given.input("X");
        Tensor y = given.input("y");
        int last = Arrays.stream(steps).max().orElseThrow();
        for (int step = 0; step <= last; step++) {
            optimizer.zeroGrad();
            Tensor value = loss.forward(model.forward(x), y);
            for (int k = 0; k < steps.length; k++) if (steps[k] == step) losses[k] = value.item();
            if (step == last) break;
            value.backward();
            optimizer.step();
        }
        given.check("loss_at", losses);
        Tensor out = model.forward(x).detach();
        given.check("out", out);
        given.check("pred", out.gt(lossName.contains("logits") ? 0 : 0.5).to(DType.INT64));
        for (int k = 1; k < dims.length; k++) {
            given.check("W" + k, layers.get(k - 1).weight());
            given.check("b" + k, layers.get(k - 1).bias());
        }
    }

    private static void activation(String name, Sequential model) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "sigmoid" -> model.add(new Sigmoid());
            case "tanh" -> model.add(new Tanh());
            case "relu" -> model.add(new ReLU());
            case "none", "linear", "identity" -> {}
            default -> throw new IllegalArgumentException("no activation " + name);
        }
    }

    /// `sgd1`, `SGD lr .05`, `SGD lr .05 momentum .9`, `adam 0.01`.
    private static Optimizer optimizer(String text, List<Parameter> parameters) {
        String lower = text.toLowerCase(Locale.ROOT);
        double first = number(lower, "^[a-z]+[ _=]*" + NUMBER, 0.01);
        double rate = number(lower, "lr[ =]*" + NUMBER, first);
        double decay = number(lower, "(?:weight_decay|wd)[ =]*" + NUMBER, 0);
        double momentum = number(lower, "mom(?:entum)?[ =]*" + NUMBER, 0);
        if (lower.startsWith("adamw")) return new AdamW(parameters, rate);
        if (lower.startsWith("adam")) return new Adam(parameters, rate).weightDecay(decay);
        if (lower.startsWith("rms"))
            return new RMSprop(parameters, rate).weightDecay(decay).momentum(momentum);
        if (lower.startsWith("adag")) return new Adagrad(parameters, rate).weightDecay(decay);
        return new SGD(parameters, rate).momentum(momentum).weightDecay(decay).nesterov(lower.contains("nesterov"));
    }

    private static double number(String text, String pattern, double otherwise) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? Double.parseDouble(found.group(1)) : otherwise;
    }

    /// The linear congruential generator that the cases draw weights from.
    private static final class Lcg {
        private long state;

        Lcg(long seed) {
            state = seed;
        }

        double[] next(int count, double bound) {
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                state = (state * 1664525 + 1013904223) & 0xFFFFFFFFL;
                double u = (state >>> 8) / 16777216.0;
                values[i] = (float) ((2 * u - 1) * bound);
            }
            return values;
        }
    }

    static void mnist(Case given) {
        if (!given.hasParam("dims")) {
            given.check("values", new Lcg(1).next(5, 1));
            return;
        }
        String data = System.getenv("CREMA_TEST_DATA");
        assumeThat(data == null ? "" : data).as("skipped: no MNIST").isNotEmpty();
        System.setProperty("crema.data", data);
        try {
            mnistOn(given, prepared(given, Mnist.test()));
        } finally {
            System.clearProperty("crema.data");
        }
    }

    private static Dataset prepared(Case given, Dataset test) {
        if (!given.hasParam("normalize")) return test;
        String text = given.param("normalize").toString();
        double[] values = Pattern.compile(NUMBER)
                .matcher(text)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group()))
                .toArray();
        return test.map(x -> x.sub(values[0]).div(values[1]));
    }

    private static void mnistOn(Case given, Dataset test) {
        List<Linear> layers = new ArrayList<>();
        Sequential model = mlp(given, layers);
        List<Parameter> linear = new ArrayList<>();
        for (Linear layer : layers) linear.addAll(List.of(layer.weight(), layer.bias()));
        Optimizer optimizer = optimizer(given.text("optimizer", "SGD lr .05"), model.parameters());
        String zeroing = given.text("zero_grad", "every step");
        int batchSize = given.integer("batch_size", 12);
        double[] losses = new double[given.integer("steps", 20)];
        for (int step = 0; step < losses.length; step++) {
            boolean everyEpoch = zeroing.contains("epoch") && step * batchSize % TRAINING_IMAGES == 0;
            if (zeroing.equals("every step") || everyEpoch || step == 0) optimizer.zeroGrad();
            Batch batch = batch(test, step * batchSize % TRAINING_IMAGES, batchSize);
            Tensor loss = new CrossEntropyLoss().forward(model.forward(batch.x().flatten(1)), batch.y());
            loss.backward();
            if (step == 0)
                given.check(
                        "grad_norms_first_backward",
                        linear.stream().mapToDouble(p -> p.grad().norm().item()).toArray());
            optimizer.step();
            losses[step] = loss.item();
        }
        given.check("loss_per_step", losses);
        given.check(
                "param_sums_after",
                linear.stream()
                        .mapToDouble(p -> p.to(DType.FLOAT64).sum().item())
                        .toArray());
        given.check(
                "param_l2_after",
                linear.stream()
                        .mapToDouble(p -> p.to(DType.FLOAT64).norm().item())
                        .toArray());
        model.eval();
        try (var _ = NoGrad.scope()) {
            Batch held = batch(test, 5000, 1000);
            Tensor logits = model.forward(held.x().flatten(1));
            given.check("logits_first3_test", logits.at(":3"));
            given.check(
                    "test_loss_1000",
                    new CrossEntropyLoss().forward(logits, held.y()).item());
            given.check("test_correct_1000", logits.argmax(1).eq(held.y()).sum());
            given.check("n_correct", logits.argmax(1).eq(held.y()).sum());
        }
    }

    private static Batch batch(Dataset data, int start, int size) {
        return data.batch(java.util.stream.IntStream.range(start, start + size).toArray(), 0);
    }

    private static Sequential mlp(Case given, List<Linear> layers) {
        int[] dims = given.integers("dims");
        Matcher seed = Pattern.compile("seed ([0-9]+)").matcher(given.text("init", "seed 4711"));
        assertThat(seed.find()).isTrue();
        Lcg weights = new Lcg(Long.parseLong(seed.group(1)));
        Sequential model = new Sequential();
        for (int k = 1; k < dims.length; k++) {
            Linear layer = new Linear(dims[k - 1], dims[k]);
            double bound = 1 / Math.sqrt(dims[k - 1]);
            fill(layer.weight(), weights.next(dims[k - 1] * dims[k], bound));
            fill(layer.bias(), weights.next(dims[k], bound));
            layers.add(layer);
            model.add(layer);
            if (k == dims.length - 1) break;
            boolean normalized = given.hasParam("batchnorm")
                    && !given.param("batchnorm").toString().equals("false");
            if (normalized) model.add(batchNorm(dims[k]));
            model.add(new ReLU());
        }
        return model;
    }

    private static void fill(Parameter parameter, double... values) {
        parameter.detach().assign(Tensor.of(parameter.dtype(), values).viewAs(parameter));
    }

    private static Module batchNorm(int features) {
        try {
            return Class.forName("dev.crema.nn.BatchNorm1d")
                    .asSubclass(Module.class)
                    .getConstructor(int.class)
                    .newInstance(features);
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException("no BatchNorm1d", absent);
        }
    }
}
