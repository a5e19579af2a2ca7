package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransformsTest {
    private final Tensor image = Tensor.arange(12.0).view(3, 2, 2);

    @BeforeEach
    void seed() {
        Tensor.manualSeed(0);
    }

    @Test
    void bytesBecomeFloatsWithTheColoursFirst() {
        Tensor bytes = Tensor.of(DType.UINT8, 0, 51, 255, 102, 153, 204).view(1, 2, 3);
        Tensor x = Transforms.toTensor().apply(bytes);
        assertThat(x.shape().toInts()).containsExactly(3, 1, 2);
        assertThat(x.toDoubles()).containsExactly(new double[] {0, 0.4, 0.2, 0.6, 1, 0.8}, within(1e-6));
        assertThat(Transforms.toTensor().apply(bytes.view(2, 3)).shape().toInts())
                .containsExactly(1, 2, 3);
        assertThat(Transforms.toTensor().apply(bytes.unsqueeze(0)).shape().toInts())
                .containsExactly(1, 3, 1, 2);
        assertThatThrownBy(() -> Transforms.toTensor().apply(Tensor.zeros(3)))
                .hasMessage("toTensor: expects an image [H, W] or [H, W, C], or a batch [B, H, W, C], got [3]");
    }

    @Test
    void aMappedDataSetGivesItsFunctionOneSampleAtATime() {
        Dataset data = TensorDataset.of(Tensor.arange(24.0).view(2, 3, 2, 2), Tensor.of(0, 1));
        Dataset centred = data.map(x -> x.sub(x.mean()));
        assertThat(centred.all().x().at(1).toDoubles())
                .containsExactly(centred.get(1).x().toDoubles());
        assertThat(centred.all().x().at(1).mean().item()).isZero();
        assertThat(data.map(x -> x.flatten()).all().x().shape().toInts()).containsExactly(2, 12);
        assertThat(data.map(Transforms.flip()).all().x().at(1).toDoubles())
                .containsExactly(data.map(Transforms.flip()).get(1).x().toDoubles());
        Dataset flat = TensorDataset.of(Tensor.arange(24.0).view(2, 12), Tensor.of(0, 1));
        assertThat(flat.normalize(2, 4).all().x().at(1, 0).item()).isEqualTo(2.5);
        assertThat(flat.map(Transforms.compose(x -> x.view(3, 2, 2), Transforms.flip()))
                        .all()
                        .x()
                        .at(0, 0, 0)
                        .toDoubles())
                .containsExactly(1, 0);
        assertThatThrownBy(() -> data.normalize(0, 0)).hasMessage("normalize: the deviation must be above 0, got 0.0");
    }

    @Test
    void dataSetsPrintTheirSizeNotTheirValues() {
        Dataset data = TensorDataset.of(Tensor.zeros(4, 3), Tensor.zeros(4));
        assertThat(data).hasToString("TensorDataset, 4 samples, x [4, 3], y [4]");
        assertThat(data.randomSplit(2, 2))
                .hasToString("[TensorDataset, part 1 of 2, 2 samples, TensorDataset, part 2 of 2, 2 samples]");
        assertThat(data.map(x -> x)).hasToString("TensorDataset, 4 samples, x [4, 3], y [4], mapped");
    }

    @Test
    void normalisingGoesThereAndBackForOneImageAndForMany() {
        double[] means = {1, 2, 3};
        double[] deviations = {1, 2, 4};
        Tensor x = Transforms.normalize(means, deviations).apply(image);
        assertThat(x.at(2).toDoubles()).containsExactly(1.25, 1.5, 1.75, 2);
        assertThat(Transforms.unnormalize(means, deviations).apply(x).toDoubles())
                .containsExactly(image.toDoubles());
        Tensor batch = Tensor.stack(0, image, image);
        assertThat(Transforms.normalize(means, deviations).apply(batch).at(1).toDoubles())
                .containsExactly(x.toDoubles());
        assertThat(Transforms.unnormalize(0.5, 0.5)
                        .apply(Transforms.normalize(0.5, 0.5).apply(image))
                        .toDoubles())
                .containsExactly(image.toDoubles());
        assertThatThrownBy(() -> Transforms.normalize(means, deviations).apply(image.at(":2")))
                .hasMessage("normalize: expects images [C, H, W] or [B, C, H, W] of 3 channels, got [2, 2, 2]");
        assertThatThrownBy(() -> Transforms.normalize(0, 0))
                .hasMessage("normalize: the means [0.0] need as many deviations above 0, got [0.0]");
        assertThatThrownBy(() -> Transforms.normalize(new double[0], new double[0]))
                .hasMessage("normalize: no channel is given");
    }

    @Test
    void imagesAreFlipped() {
        assertThat(Transforms.flip().apply(image).at(0).toDoubles()).containsExactly(1, 0, 3, 2);
        UnaryOperator<Tensor> flip = Transforms.randomVerticalFlip();
        Set<Double> corners = new HashSet<>();
        for (int i = 0; i < 50; i++) corners.add(flip.apply(image).at(0, 0, 0).item());
        assertThat(corners).containsExactlyInAnyOrder(0.0, 2.0);
        Tensor batch = image.unsqueeze(0).expand(200, 3, 2, 2);
        Tensor flipped = Transforms.randomFlip().apply(batch);
        assertThat(flipped.at(":, 0, 0, 0").mean().item())
                .as("share of flipped images")
                .isBetween(0.4, 0.6);
        assertThatThrownBy(() -> Transforms.flip().apply(Tensor.zeros(2, 2)))
                .hasMessage("flip: expects images [C, H, W] or [B, C, H, W], got [2, 2]");
    }

    @Test
    void squaresAreCutOut() {
        Tensor x = Tensor.arange(16.0).view(1, 4, 4);
        assertThat(Transforms.centerCrop(2).apply(x).toDoubles()).containsExactly(5, 6, 9, 10);
        UnaryOperator<Tensor> crop = Transforms.randomCrop(4, 1);
        Set<Double> corners = new HashSet<>();
        for (int i = 0; i < 200; i++) corners.add(crop.apply(x).at(0, 1, 1).item());
        assertThat(corners).containsExactlyInAnyOrder(0.0, 1.0, 2.0, 4.0, 5.0, 6.0, 8.0, 9.0, 10.0);
        assertThatThrownBy(() -> Transforms.randomCrop(7, 1).apply(x))
                .hasMessage("randomCrop: a square of 7 does not fit into 6 pixels; padding makes room");
        assertThatThrownBy(() -> Transforms.centerCrop(5).apply(x)).hasMessageContaining("does not fit into 4 pixels");
        assertThatThrownBy(() -> Transforms.randomCrop(0, 1)).hasMessageContaining("size must be at least 1");
    }

    @Test
    void transformsAreComposedAndFollowTheSeed() {
        UnaryOperator<Tensor> twice = Transforms.compose(x -> x.add(1), x -> x.mul(2));
        assertThat(twice.apply(Tensor.of(3.0)).item()).isEqualTo(8);
        Tensor batch = Tensor.rand(20, 3, 8, 8);
        Tensor.manualSeed(5);
        double[] first = augment().apply(batch).toDoubles();
        Tensor.manualSeed(5);
        assertThat(augment().apply(batch).toDoubles()).containsExactly(first);
    }

    private static UnaryOperator<Tensor> augment() {
        return Transforms.compose(Transforms.randomCrop(8, 2), Transforms.randomFlip());
    }

    @Test
    void aGridIsThatOfTorchvision() {
        Tensor grid = Transforms.makeGrid(Tensor.ones(5, 1, 3, 4), 3);
        assertThat(grid.shape().toInts()).containsExactly(3, 2 * 5 + 2, 3 * 6 + 2);
        assertThat(grid.sum().item()).isEqualTo(3 * 5 * 12);
        assertThat(grid.at(0, 2, ":8").toDoubles()).containsExactly(0, 0, 1, 1, 1, 1, 0, 0);
        assertThatThrownBy(() -> Transforms.makeGrid(Tensor.ones(3, 4), 2))
                .hasMessage("makeGrid: expects images [B, C, H, W] and at least 1 in a row, got [3, 4] and 2");
    }
}
