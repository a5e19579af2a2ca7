package dev.crema.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.crema.nn.data.Mnist;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Forward and backward of layers, and a small CNN on MNIST, against numbers from PyTorch.
class LayerCasesTest {
    private static List<JsonObject> cases(String file) {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(LayerCasesTest.class.getResourceAsStream("/cases/" + file)),
                StandardCharsets.UTF_8)) {
            JsonArray all = JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("cases");
            List<JsonObject> cases = new ArrayList<>();
            for (JsonElement one : all) cases.add(one.getAsJsonObject());
            return cases;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int[] ints(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }

    private static double[] numbers(JsonObject array) {
        return array.getAsJsonArray("data").asList().stream()
                .mapToDouble(value -> Double.parseDouble(value.getAsString()))
                .toArray();
    }

    private static Tensor input(JsonObject one, String name) {
        JsonObject array = one.getAsJsonObject("inputs").getAsJsonObject(name);
        return Tensor.of(DType.FLOAT32, numbers(array)).view(ints(array.get("shape")));
    }

    private static void check(JsonObject one, String name, Tensor got) {
        JsonObject exact = one.getAsJsonObject("expected_f64").getAsJsonObject(name);
        JsonObject tolerance = one.getAsJsonObject("tol").getAsJsonObject(name);
        double relative = tolerance.get("rtol").getAsDouble();
        double absolute = tolerance.get("atol").getAsDouble();
        double[] values = got.detach().toDoubles();
        double[] wanted = numbers(exact);
        assertThat(values).as(name).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.length; i++)
            assertThat(values[i])
                    .as("%s at %d", name, i)
                    .isCloseTo(wanted[i], within(absolute + relative * Math.abs(wanted[i])));
    }

    @TestFactory
    Stream<DynamicTest> layersComputeWhatPyTorchComputes() {
        return cases("f_layers.json").stream()
                .map(one -> DynamicTest.dynamicTest(one.get("id").getAsString(), () -> run(one)));
    }

    private static void run(JsonObject one) {
        String id = one.get("id").getAsString();
        if (id.startsWith("f_conv")) convolution(one);
        else if (id.startsWith("f_bn")) batchNorm(one);
        else if (id.startsWith("f_linear")) {
            int[] sizes =
                    ints(one.getAsJsonObject("inputs").getAsJsonObject("W").get("shape"));
            Linear layer = new Linear(sizes[1], sizes[0]);
            withWeight(one, layer, layer.weight(), layer.bias());
        } else backward(one, function(one, id));
    }

    private static UnaryOperator<Tensor> function(JsonObject one, String id) {
        JsonObject params = one.has("params") ? one.getAsJsonObject("params") : new JsonObject();
        if (id.startsWith("f_pool")) {
            int kernel = params.get("kernel_size").getAsInt();
            int stride = params.get("stride").getAsInt();
            boolean max = one.get("what").getAsString().equals("MaxPool2d");
            return max ? new MaxPool2d(kernel, stride)::forward : new AvgPool2d(kernel).stride(stride)::forward;
        }
        return switch (id.replaceAll("[0-9]", "")) {
            case "f_act_relu" -> Tensor::relu;
            case "f_act_sigmoid" -> Tensor::sigmoid;
            case "f_act_tanh" -> Tensor::tanh;
            case "f_softmax" -> x -> x.softmax(params.get("dim").getAsInt());
            case "f_log_softmax" -> x -> x.logSoftmax(params.get("dim").getAsInt());
            default -> throw new IllegalStateException("unknown case " + id);
        };
    }

    private static void backward(JsonObject one, UnaryOperator<Tensor> function) {
        Tensor x = input(one, "x").requiresGrad(true);
        Tensor y = function.apply(x);
        check(one, "y", y);
        y.backward(input(one, "dy"));
        check(one, "dx", x.grad());
    }

    private static void withWeight(JsonObject one, Module layer, Parameter weight, Parameter bias) {
        weight.detach().assign(input(one, "W"));
        bias.detach().assign(input(one, "b"));
        backward(one, layer::forward);
        check(one, "dW", weight.grad());
        check(one, "db", bias.grad());
    }

    private static void convolution(JsonObject one) {
        JsonObject params = one.getAsJsonObject("params");
        int[] weight = ints(one.getAsJsonObject("inputs").getAsJsonObject("W").get("shape"));
        int groups = params.get("groups").getAsInt();
        Conv2d layer = new Conv2d(weight[1] * groups, weight[0], weight[2])
                .stride(ints(params.get("stride"))[0])
                .padding(ints(params.get("padding"))[0])
                .dilation(ints(params.get("dilation"))[0])
                .groups(groups);
        withWeight(one, layer, layer.weight(), layer.bias());
    }

    private static void batchNorm(JsonObject one) {
        Tensor xe = input(one, "xe");
        BatchNorm<?> layer = xe.dim() == 4 ? new BatchNorm2d(xe.size(1)) : new BatchNorm1d(xe.size(1));
        layer.weight().detach().assign(input(one, "gamma"));
        layer.bias().detach().assign(input(one, "beta"));
        int batches = 0;
        for (; one.getAsJsonObject("inputs").has("x" + batches); batches++) {
            Tensor x = input(one, "x" + batches).requiresGrad(true);
            layer.zeroGrad();
            Tensor y = layer.forward(x);
            y.backward(input(one, "dy"));
            if (one.getAsJsonObject("inputs").has("x" + (batches + 1))) continue;
            check(one, "y_train_last", y);
            check(one, "dx_last", x.grad());
        }
        check(one, "dgamma_last", layer.weight().grad());
        check(one, "dbeta_last", layer.bias().grad());
        check(one, "running_mean", layer.runningMean());
        check(one, "running_var", layer.runningVar());
        assertThat(layer.state().get("num_batches_tracked").itemInt()).isEqualTo(batches);
        layer.eval();
        check(one, "y_eval", layer.forward(xe));
    }

    static class Cnn extends Module {
        Conv2d conv1 = new Conv2d(1, 10, 5);
        Conv2d conv2 = new Conv2d(10, 20, 5);
        Linear fc = new Linear(320, 10);
        MaxPool2d pool = new MaxPool2d(2);

        @Override
        public Tensor forward(Tensor x) {
            Tensor features = pool.forward(conv1.forward(x).relu()); // [N, 10, 12, 12]
            features = pool.forward(conv2.forward(features).relu()); // [N, 20, 4, 4]
            return fc.forward(features.view(-1, 320));
        }
    }

    @Test
    @Tag("data")
    void aSmallCnnLearnsMnistAsInPyTorch() {
        String data = System.getenv("CREMA_TEST_DATA");
        assumeThat(data).as("skipped: no MNIST").isNotBlank();
        System.setProperty("crema.data", data);
        try {
            for (JsonObject one : cases("f_cnn_mnist.json")) cnn(one);
        } finally {
            System.clearProperty("crema.data");
        }
    }

    private static void cnn(JsonObject one) {
        int count = one.getAsJsonObject("params").get("N").getAsInt();
        Tensor x = Mnist.test().batch(IntStream.range(0, count).toArray(), 0).x();
        Tensor y = input(one, "labels").to(DType.INT64);
        Cnn net = new Cnn();
        Lcg values = new Lcg(99);
        for (Module layer : List.of(net.conv1, net.conv2, net.fc))
            for (Parameter parameter : layer.parameters()) parameter.detach().assign(values.like(parameter, layer));
        var criterion = new CrossEntropyLoss();
        var optimizer = new SGD(net.parameters(), 0.05).momentum(0.5);
        double[] losses = new double[11];
        for (int step = 0; step < losses.length; step++) {
            Tensor logits = net.forward(x);
            Tensor loss = criterion.forward(logits, y);
            losses[step] = loss.item();
            optimizer.zeroGrad();
            loss.backward();
            if (step == 0) {
                check(one, "logits0", logits);
                check(
                        one,
                        "grad_conv1_W_first_filter",
                        net.conv1.weight().grad().at(0));
                check(one, "grad_fc_b", net.fc.bias().grad());
                List<Tensor> norms = new ArrayList<>();
                for (Parameter parameter : net.parameters())
                    norms.add(parameter.grad().norm());
                check(one, "grad_norms", Tensor.stack(0, norms.toArray(Tensor[]::new)));
            }
            optimizer.step();
        }
        check(one, "loss", Tensor.of(losses));
    }

    /// The linear congruential generator that the cases draw weights from.
    private static final class Lcg {
        private long state;

        Lcg(long seed) {
            state = seed;
        }

        Tensor like(Parameter parameter, Module layer) {
            Parameter weight = layer.parameters().getFirst();
            double bound = 1 / Math.sqrt((double) weight.numel() / weight.size(0));
            float[] drawn = new float[(int) parameter.numel()];
            for (int i = 0; i < drawn.length; i++) {
                state = (state * 1664525 + 1013904223) & 0xFFFFFFFFL;
                drawn[i] = (float) ((2 * ((state >>> 8) / (double) (1 << 24)) - 1) * bound);
            }
            return Tensor.of(drawn).viewAs(parameter);
        }
    }
}
