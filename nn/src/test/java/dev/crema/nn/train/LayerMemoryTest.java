package dev.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.Conv2d;
import dev.crema.nn.Dropout;
import dev.crema.nn.Flatten;
import dev.crema.nn.Linear;
import dev.crema.nn.Module;
import dev.crema.nn.Parameter;
import dev.crema.nn.ReLU;
import dev.crema.nn.Sequential;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.DType;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.Memory;
import org.junit.jupiter.api.Test;

/// What lies between the layers of a `Sequential` is freed when backward has used it, and nothing else is.
class LayerMemoryTest {
    private final Tensor x = Tensor.rand(64, 784);
    private final Tensor y = Tensor.zeros(64).to(DType.INT64);

    private static Sequential model() {
        return new Sequential(new Linear(784, 512), new ReLU(), new Linear(512, 256), new ReLU(), new Linear(256, 10));
    }

    private static boolean same(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item() == 0;
    }

    @Test
    void aManualLoopNeedsTheSameMemoryInEveryStep() {
        Sequential model = model();
        var optimizer = new SGD(model.parameters(), 0.01);
        long afterTen = 0;
        for (int i = 0; i < 200; i++) {
            optimizer.zeroGrad();
            new CrossEntropyLoss().forward(model.forward(x), y).backward();
            optimizer.step();
            if (i == 10) afterTen = Memory.inUse();
        }
        // 190 steps make 180 MB of intermediate results
        assertThat(Memory.inUse() - afterTen).isLessThan(20 << 20);
    }

    @Test
    void inferenceWithoutAGraphNeedsTheSameMemoryInEveryPass() {
        Sequential model = model();
        long afterTen = 0;
        try (var _ = NoGrad.scope()) {
            for (int i = 0; i < 200; i++) {
                model.forward(x);
                if (i == 10) afterTen = Memory.inUse();
            }
        }
        assertThat(Memory.inUse() - afterTen).isLessThan(20 << 20);
    }

    @Test
    void inputAndOutputCanBeReadAfterBackward() {
        Sequential model = model();
        Tensor input = x.copy().requiresGrad(true);
        Tensor output = model.forward(input);
        Tensor before = output.detach().copy();
        output.sum().backward();
        model.forward(Tensor.rand(64, 784)).sum().backward();
        assertThat(same(output, before)).isTrue();
        assertThat(same(input.detach(), x)).isTrue();
        assertThat(input.grad().abs().sum().item()).isPositive();
    }

    @Test
    void anOutputThatIsAViewOfAnIntermediateResultCanBeRead() {
        var model = new Sequential(new Conv2d(1, 4, 3), new Flatten());
        Tensor images = Tensor.rand(8, 1, 28, 28);
        Tensor output = model.forward(images);
        double before = output.detach().sum().item();
        output.sum().backward();
        model.forward(images).sum().backward();
        assertThat(output.detach().sum().item()).isEqualTo(before);
    }

    @Test
    void layersThatOnlyPassOnLeaveTheInputAlone() {
        var model = new Sequential(new Dropout(0.5), new Flatten(), new Linear(784, 512), new Linear(512, 10));
        model.eval();
        Tensor images = Tensor.rand(64, 28, 28);
        double before = images.sum().item();
        model.forward(images).sum().backward();
        try (var _ = NoGrad.scope()) {
            model.forward(images);
        }
        assertThat(images.sum().item()).isEqualTo(before);
    }

    @Test
    void aModuleOfOthersMayKeepWhatItSaw() {
        class Watching extends Module {
            Tensor kept = Tensor.zeros(1);

            @Override
            public Tensor forward(Tensor input) {
                kept = input;
                return input.mul(2);
            }
        }
        var watching = new Watching();
        var model = new Sequential(new Sequential(new Linear(784, 512), watching), new ReLU(), new Linear(512, 10));
        model.forward(x).sum().backward();
        assertThat(watching.kept.detach().sum().item()).isFinite();
    }

    @Test
    void aGraphThatIsRetainedGivesTheSameGradientsAgain() {
        Sequential model = model();
        Parameter weight = model.parameters().getFirst();
        Tensor loss = model.forward(x).sum();
        loss.backwardRetainingGraph();
        Tensor once = weight.grad().copy();
        model.zeroGrad();
        loss.backward();
        assertThat(same(weight.grad(), once)).isTrue();
        assertThatThrownBy(loss::backward).hasMessageContaining("already used");
    }

    @Test
    void gradientsThatNobodyReadYetOutliveTheirGraph() {
        Sequential model = model();
        model.forward(x).sum().backward();
        // what the gradient is computed from must not have been given to this pass
        model.forward(Tensor.rand(64, 784));
        Tensor late = model.parameters().get(2).grad().copy();
        model.zeroGrad();
        model.forward(x).sum().backward();
        assertThat(same(model.parameters().get(2).grad(), late)).isTrue();
    }
}
