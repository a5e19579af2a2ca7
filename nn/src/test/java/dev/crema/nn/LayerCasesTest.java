package dev.crema.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.crema.nn.data.Mnist;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Forward and backward of layers, and a small CNN on MNIST, against numbers from PyTorch.
class LayerCasesTest {
    private static List<JsonObject> cases(String topic) {
        return CaseFile.of(topic).stream()
                .flatMap(file -> file.cases().stream())
                .map(CaseFile.Case::body)
                .toList();
    }

    /// One number, or a list of them.
    private static int[] ints(JsonElement value) {
        if (!value.isJsonArray()) return new int[] {value.getAsInt()};
        return value.getAsJsonArray().asList().stream()
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }

    private static int[] ints(JsonObject params, String name, int otherwise) {
        int[] given =
                params.has(name) && !params.get(name).isJsonNull() ? ints(params.get(name)) : new int[] {otherwise};
        return new int[] {given[0], given[given.length - 1]};
    }

    private static boolean flag(JsonObject params, String name, boolean otherwise) {
        return params.has(name) ? params.get(name).getAsBoolean() : otherwise;
    }

    private static JsonObject params(JsonObject one) {
        return one.has("params") ? one.getAsJsonObject("params") : new JsonObject();
    }

    private static boolean has(JsonObject one, String input) {
        return one.getAsJsonObject("inputs").has(input);
    }

    private static double[] numbers(JsonObject array) {
        return array.getAsJsonArray("data").asList().stream()
                .mapToDouble(value -> Double.parseDouble(value.getAsString()))
                .toArray();
    }

    private static Tensor input(JsonObject one, String name) {
        JsonObject array = one.getAsJsonObject("inputs").getAsJsonObject(name);
        boolean whole = array.get("dtype").getAsString().startsWith("int");
        return Tensor.of(whole ? DType.INT64 : DType.FLOAT32, numbers(array)).view(ints(array.get("shape")));
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
        return cases("f_layers").stream()
                .map(one -> DynamicTest.dynamicTest(one.get("id").getAsString(), () -> run(one)));
    }

    private static void run(JsonObject one) {
        String id = one.get("id").getAsString();
        if (id.startsWith("f_conv")) convolution(one);
        else if (id.startsWith("f_bn")) batchNorm(one);
        else if (id.startsWith("f_linear")) {
            int[] sizes =
                    ints(one.getAsJsonObject("inputs").getAsJsonObject("W").get("shape"));
            Linear layer = new Linear(sizes[1], sizes[0]).bias(has(one, "b"));
            withWeight(one, layer, layer.weight(), has(one, "b") ? layer.bias() : null);
        } else if (id.startsWith("f_layernorm")) layerNorm(one);
        else if (id.startsWith("f_embedding")) embedding(one);
        else backward(one, function(one, id));
    }

    private static UnaryOperator<Tensor> function(JsonObject one, String id) {
        JsonObject params = params(one);
        if (id.startsWith("f_pool")) return pool(one, params);
        if (id.startsWith("f_adaptive")) {
            int[] size = ints(params, "output_size", 1);
            return new AdaptiveAvgPool2d(size[0], size[1])::forward;
        }
        return switch (id.replaceAll("[0-9]+$", "")) {
            case "f_act_relu" -> Tensor::relu;
            case "f_act_sigmoid" -> Tensor::sigmoid;
            case "f_act_tanh" -> Tensor::tanh;
            case "f_act_gelu" -> Tensor::gelu;
            case "f_act_gelu_tanh" -> new GELU("tanh")::forward;
            case "f_act_leaky_relu", "f_act_leakyrelu", "f_act_leaky_relu_slope" ->
                new LeakyReLU(
                        params.has("negative_slope")
                                ? params.get("negative_slope").getAsDouble()
                                : 0.01)::forward;
            case "f_softmax" -> x -> x.softmax(params.get("dim").getAsInt());
            case "f_log_softmax" -> x -> x.logSoftmax(params.get("dim").getAsInt());
            default -> throw new IllegalStateException("unknown case " + id);
        };
    }

    private static UnaryOperator<Tensor> pool(JsonObject one, JsonObject params) {
        int[] kernel = ints(params, "kernel_size", 2);
        int[] stride = params.has("stride") ? ints(params, "stride", kernel[0]) : kernel;
        int[] padding = ints(params, "padding", 0);
        boolean ceil = flag(params, "ceil_mode", false);
        if (one.get("what").getAsString().startsWith("Max")) {
            int[] dilation = ints(params, "dilation", 1);
            return new MaxPool2d(kernel)
                    .stride(stride[0], stride[1])
                    .padding(padding[0], padding[1])
                    .dilation(dilation[0], dilation[1])
                    .ceilMode(ceil)::forward;
        }
        return new AvgPool2d(kernel)
                .stride(stride[0], stride[1])
                .padding(padding[0], padding[1])
                .ceilMode(ceil)
                .countIncludePad(flag(params, "count_include_pad", true))::forward;
    }

    private static void backward(JsonObject one, UnaryOperator<Tensor> function) {
        Tensor x = input(one, "x").requiresGrad(true);
        Tensor y = function.apply(x);
        check(one, "y", y);
        y.backward(input(one, "dy"));
        check(one, "dx", x.grad());
    }

    private static void withWeight(JsonObject one, Module layer, Parameter weight, @Nullable Parameter bias) {
        weight.detach().assign(input(one, "W"));
        if (bias != null) bias.detach().assign(input(one, "b"));
        backward(one, layer::forward);
        check(one, "dW", weight.grad());
        if (bias != null) check(one, "db", bias.grad());
    }

    private static void convolution(JsonObject one) {
        JsonObject params = params(one);
        int[] weight = ints(one.getAsJsonObject("inputs").getAsJsonObject("W").get("shape"));
        int groups = params.has("groups") ? params.get("groups").getAsInt() : 1;
        int[] stride = ints(params, "stride", 1);
        int[] padding = ints(params, "padding", 0);
        int[] dilation = ints(params, "dilation", 1);
        Conv2d layer = new Conv2d(weight[1] * groups, weight[0], new int[] {weight[2], weight[3]})
                .stride(stride[0], stride[1])
                .padding(padding[0], padding[1])
                .dilation(dilation[0], dilation[1])
                .groups(groups)
                .bias(has(one, "b"));
        withWeight(one, layer, layer.weight(), has(one, "b") ? layer.bias() : null);
    }

    private static void layerNorm(JsonObject one) {
        JsonObject params = params(one);
        LayerNorm layer = new LayerNorm(ints(params.get("normalized_shape")))
                .eps(params.get("eps").getAsDouble())
                .affine(has(one, "gamma"));
        if (has(one, "gamma")) {
            layer.weight().detach().assign(input(one, "gamma"));
            layer.bias().detach().assign(input(one, "beta"));
        }
        backward(one, layer::forward);
        if (!has(one, "gamma")) return;
        check(one, "dW", layer.weight().grad());
        check(one, "db", layer.bias().grad());
    }

    private static void embedding(JsonObject one) {
        int[] sizes = ints(one.getAsJsonObject("inputs").getAsJsonObject("W").get("shape"));
        Embedding layer = new Embedding(sizes[0], sizes[1]);
        JsonElement padding = params(one).get("padding_idx");
        if (!padding.isJsonNull()) layer.paddingIdx(padding.getAsInt());
        layer.weight().detach().assign(input(one, "W"));
        Tensor y = layer.forward(input(one, "i"));
        check(one, "y", y);
        y.backward(input(one, "dy"));
        check(one, "dW", layer.weight().grad());
    }

    private static void batchNorm(JsonObject one) {
        Tensor xe = input(one, "xe");
        JsonObject params = params(one);
        BatchNorm<?> layer = xe.dim() == 4 ? new BatchNorm2d(xe.size(1)) : new BatchNorm1d(xe.size(1));
        if (params.has("eps")) layer.eps(params.get("eps").getAsDouble());
        if (params.has("momentum")) {
            JsonElement momentum = params.get("momentum");
            if (momentum.isJsonNull()) layer.cumulative();
            else layer.momentum(momentum.getAsDouble());
        }
        boolean affine = has(one, "gamma");
        layer.affine(affine);
        if (affine) {
            layer.weight().detach().assign(input(one, "gamma"));
            layer.bias().detach().assign(input(one, "beta"));
        }
        int batches = 0;
        for (; has(one, "x" + batches); batches++) {
            Tensor x = input(one, "x" + batches).requiresGrad(true);
            layer.zeroGrad();
            Tensor y = layer.forward(x);
            y.backward(input(one, "dy"));
            if (has(one, "x" + (batches + 1))) continue;
            check(one, "y_train_last", y);
            check(one, "dx_last", x.grad());
        }
        if (affine) {
            check(one, "dgamma_last", layer.weight().grad());
            check(one, "dbeta_last", layer.bias().grad());
        }
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
            for (JsonObject one : cases("f_cnn_mnist")) cnn(one);
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
