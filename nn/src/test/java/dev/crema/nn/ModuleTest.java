package dev.crema.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.optim.SGD;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModuleTest {
    @BeforeEach
    void seed() {
        Tensor.manualSeed(0);
    }

    static class Net extends Module {
        Linear fc1 = new Linear(4, 3);
        Linear fc2 = new Linear(3, 2).bias(false);

        @Override
        public Tensor forward(Tensor x) {
            return fc2.forward(fc1.forward(x).relu());
        }
    }

    static class Wider extends Net {
        Parameter scale = new Parameter(Tensor.ones(2));
        Tensor mean = Tensor.zeros(2);
        transient Tensor scratch = Tensor.zeros(2);
    }

    @Test
    void fieldsAreRegisteredByNameSuperclassFirst() {
        assertThat(new Wider().namedParameters().keySet())
                .containsExactly("scale", "fc1.weight", "fc1.bias", "fc2.weight");
        assertThat(new Wider().state().keySet())
                .containsExactly("scale", "fc1.weight", "fc1.bias", "fc2.weight", "mean");
        assertThat(new Net().parameterCount()).isEqualTo(4 * 3 + 3 + 3 * 2);
    }

    @Test
    void aReplacedFieldCounts() {
        Net net = new Net();
        net.parameters();
        net.fc2 = new Linear(3, 5);
        assertThat(net.namedParameters().keySet()).contains("fc2.bias");
    }

    static class WithList extends Module {
        List<Linear> layers = new ArrayList<>(List.of(new Linear(1, 1), new Linear(1, 1), new Linear(1, 1)));

        @Override
        public Tensor forward(Tensor x) {
            return x;
        }
    }

    static class WithArray extends Module {
        Linear[] layers = {new Linear(1, 1)};

        @Override
        public Tensor forward(Tensor x) {
            return x;
        }
    }

    static class WithTensor extends Module {
        Tensor w = Tensor.ones(2).requiresGrad(true);

        @Override
        public Tensor forward(Tensor x) {
            return x.mul(w);
        }
    }

    @Test
    void whatWouldSilentlyNotBeTrainedIsRefused() {
        assertThatThrownBy(() -> new WithList().parameters())
                .hasMessage(
                        "optimizer got an empty parameter list: WithList.layers is a java.util.List of 3 modules and registers nothing;"
                                + " declare it as ModuleList");
        assertThatThrownBy(() -> new WithArray().train())
                .hasMessageContaining("WithArray.layers is an array of 1 module");
        assertThatThrownBy(() -> new WithTensor().parameters())
                .hasMessageContaining("WithTensor.w is a tensor that requires a gradient but no Parameter");
        assertThatThrownBy(() -> new SGD(new ReLU().parameters(), 0.1))
                .hasMessageStartingWith("optimizer got an empty parameter list");
    }

    @SuppressWarnings({"rawtypes", "unused"}) // as a student writes it
    static class WithRawList extends Module {
        List layers = new ArrayList();

        @Override
        public Tensor forward(Tensor x) {
            return x;
        }
    }

    static class WithLosses extends Module {
        final List<Double> losses = new ArrayList<>();

        @Override
        public Tensor forward(Tensor x) {
            return x;
        }
    }

    @Test
    void anEmptyListThatMayHoldModulesIsRefusedAndOneOfNumbersIsNot() {
        assertThatThrownBy(() -> new WithRawList().parameters())
                .hasMessage(
                        "optimizer got an empty parameter list: WithRawList.layers is an empty java.util.List that may come"
                                + " to hold modules, and would register none of them; declare it as ModuleList, or say what it"
                                + " holds: List<Double>");
        assertThat(new WithLosses().parameters()).isEmpty();
    }

    @Test
    void listsAndSequencesRegisterTheirModules() {
        ModuleList list = new ModuleList(new Linear(1, 2)).add(new Linear(2, 3));
        assertThat(list.namedParameters().keySet()).containsExactly("0.weight", "0.bias", "1.weight", "1.bias");
        assertThatThrownBy(() -> list.forward(Tensor.ones(1))).hasMessageContaining("only holds modules");
        Sequential model = new Sequential(new Flatten(), new Linear(4, 2), new ReLU());
        assertThat(model.forward(Tensor.ones(3, 2, 2)).shape().toInts()).containsExactly(3, 2);
        assertThat(model.get(2)).isInstanceOf(ReLU.class);
        assertThat(model.size()).isEqualTo(3);
    }

    @Test
    void aSharedModuleCountsOnce() {
        Linear shared = new Linear(2, 2);
        assertThat(new Sequential(shared, new ReLU(), shared).parameters()).hasSize(2);
    }

    @Test
    void trainAndEvalReachAllModules() {
        Sequential model = new Sequential(new Linear(1, 1), new Sequential(new ReLU()));
        model.eval();
        assertThat(model.namedModules().values()).noneMatch(Module::training);
        model.train();
        assertThat(model.namedModules().values()).allMatch(Module::training);
    }

    @Test
    void aModelPrintsAsATreeWithItsParameters() {
        assertThat(new Net()).hasToString("""
                Net(
                  (fc1): Linear(in_features=4, out_features=3, bias=True)  15
                  (fc2): Linear(in_features=3, out_features=2, bias=False)  6
                )
                21 parameters""");
        assertThat(new Linear(2, 1)).hasToString("Linear(in_features=2, out_features=1, bias=True)  3");
    }

    @Test
    void theSummaryShowsWhatEachLayerMakes() {
        Summary summary =
                new Sequential(new Flatten(), new Linear(4, 3), new ReLU(), new Linear(3, 2)).summary(5, 2, 2);
        assertThat(summary.rows())
                .extracting(row -> row.layer() + " " + row.output() + " " + row.parameters())
                .containsExactly(
                        "0 (Flatten) [5, 4] 0", "1 (Linear) [5, 3] 15", "2 (ReLU) [5, 3] 0", "3 (Linear) [5, 2] 8");
        assertThat(summary.parameters()).isEqualTo(23);
        assertThat(summary.toString()).contains("on cpu").contains("[5, 2, 2]");
    }

    @Test
    void theSameSeedGivesTheSameWeightsWhateverHappensInBetween() {
        Tensor.manualSeed(7);
        Net first = new Net();
        double[] expected = first.fc2.weight().toDoubles();
        Tensor.manualSeed(7);
        Generator.seedOfShuffle();
        Tensor.rand(10);
        Net second = new Net();
        second.summary(1, 4);
        assertThat(second.fc2.weight().toDoubles()).containsExactly(expected);
        // the values of a layer do not depend on the order in which layers are first used
        Tensor.manualSeed(7);
        Net third = new Net();
        third.fc2.weight();
        assertThat(third.fc1.weight().toDoubles())
                .containsExactly(first.fc1.weight().toDoubles());
    }

    @Test
    void linearStartsUniformWithinTheBoundOfPyTorch() {
        Linear layer = new Linear(100, 400);
        double bound = 1 / Math.sqrt(100);
        assertThat(layer.weight().abs().max().item()).isBetween(0.99 * bound, bound);
        assertThat(layer.weight().std().item()).isBetween(0.98 * bound / Math.sqrt(3), 1.02 * bound / Math.sqrt(3));
        assertThat(layer.bias().abs().max().item()).isBetween(0.9 * bound, bound);
        assertThat(layer.weight().shape().toInts()).containsExactly(400, 100);
    }

    @Test
    void wrongShapesNameTheLayerAndTheWayOut() {
        Net net = new Net();
        assertThatThrownBy(() -> new Linear(512, 256).forward(Tensor.zeros(12, 784)))
                .hasMessage(
                        "Linear expects [*, 512], got [12, 784]; make it new Linear(784, 256), or pass the output of the layer before");
        net.parameters();
        assertThatThrownBy(() -> net.fc2.forward(Tensor.zeros(12, 4)))
                .hasMessageStartingWith("fc2 expects [*, 3], got [12, 4]");
        assertThatThrownBy(() -> new Linear(784, 10).forward(Tensor.zeros(5, 1, 28, 28)))
                .hasMessage("Linear expects [*, 784], got [5, 1, 28, 28]; flatten it first: x.flatten(2)");
        assertThatThrownBy(() -> new Linear(2, 1).forward(Tensor.of(1, 2)))
                .hasMessageContaining("computes with float32, got int64 [2]; convert with x.to(FLOAT32)");
        assertThatThrownBy(() -> new Linear(0, 1)).hasMessageContaining("both sizes must be at least 1");
    }

    @Test
    void theBiasIsLeftOutBeforeTheFirstUseOnly() {
        Linear layer = new Linear(2, 1);
        assertThat(new Linear(2, 1).bias(false).parameters()).hasSize(1);
        layer.forward(Tensor.ones(1, 2));
        assertThatThrownBy(() -> layer.bias(false)).hasMessageContaining("say it where the layer is made");
        assertThatThrownBy(() -> new Linear(2, 1).bias(false).bias()).hasMessageContaining("has no bias");
    }

    @Test
    void stateIsLoadedWholeOrNotAtAll() {
        Net from = new Net();
        Net to = new Net();
        to.load(from.state());
        assertThat(to.fc1.weight().toDoubles())
                .containsExactly(from.fc1.weight().toDoubles());
        var other = new Sequential(new Linear(4, 3)).state();
        assertThatThrownBy(() -> to.load(other))
                .hasMessageContaining("fc1.weight is missing")
                .hasMessageContaining("0.weight is unknown");
    }

    @Test
    void gradientsAreClippedTogether() {
        Linear layer = new Linear(2, 1);
        layer.forward(Tensor.of(new double[][] {{3, 4}})).sum().backward();
        double norm = layer.clipGradNorm(1);
        assertThat(norm).isCloseTo(Math.sqrt(9 + 16 + 1), org.assertj.core.api.Assertions.within(1e-5));
        assertThat(layer.weight().grad().norm().item()).isLessThan(1);
    }
}
