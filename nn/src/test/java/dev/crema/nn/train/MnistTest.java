package dev.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.crema.nn.Flatten;
import dev.crema.nn.Linear;
import dev.crema.nn.Module;
import dev.crema.nn.ReLU;
import dev.crema.nn.Sequential;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.ImageDataset;
import dev.crema.nn.data.Mnist;
import dev.crema.nn.data.SyntheticDigits;
import dev.crema.nn.metrics.History;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The deck's MLP on digits: real ones where they are, and drawn ones.
class MnistTest {
    private static final int BATCH = 12;
    private static final double LEARNING_RATE = 0.01;

    @BeforeEach
    void findTheData() {
        Tensor.manualSeed(0);
        String data = System.getenv("CREMA_TEST_DATA");
        if (data != null && !data.isEmpty()) System.setProperty("crema.data", data);
    }

    @AfterEach
    void forgetTheData() {
        System.clearProperty("crema.data");
    }

    private static Module mlp() {
        return new Sequential(
                new Flatten(),
                new Linear(784, 512),
                new ReLU(),
                new Linear(512, 256),
                new ReLU(),
                new Linear(256, 128),
                new ReLU(),
                new Linear(128, 64),
                new ReLU(),
                new Linear(64, 10));
    }

    private static History train(Module model, ImageDataset data, int epochs) {
        return Trainer.of(model, DataLoader.of(data, BATCH).shuffle())
                .optimizer(new SGD(model.parameters(), LEARNING_RATE))
                .fit(epochs);
    }

    private static double mean(double[] losses, int from, int to) {
        return Arrays.stream(losses, from, to).average().orElseThrow();
    }

    @Test
    @Tag("data")
    void theDecksMlpReachesThePublishedNumbersOnMnist() {
        assumeThat(System.getProperty("crema.data")).as("skipped: no MNIST").isNotNull();
        ImageDataset train = Mnist.train();
        ImageDataset test = Mnist.test();
        assertThat(train.name()).isEqualTo("MNIST train");
        Module model = mlp();
        double[] losses = train(model, train, 2).batchLosses();
        assertThat(mean(losses, 0, 2000)).isBetween(2.10, 2.27);
        assertThat(mean(losses, 2000, 4000)).isBetween(0.63, 0.83);
        assertThat(Evaluation.of(model, test).accuracy()).isGreaterThanOrEqualTo(0.940);
        train(model, train, 8);
        assertThat(Evaluation.of(model, test).accuracy()).isBetween(0.974, 0.984);
    }

    @Test
    @Tag("slow")
    void drawnDigitsAreHardEnoughToTeach() {
        ImageDataset train = SyntheticDigits.train();
        ImageDataset test = SyntheticDigits.test();
        Module linear = new Sequential(new Flatten(), new Linear(784, 10));
        train(linear, train, 5);
        assertThat(Evaluation.of(linear, test).accuracy()).isBetween(0.80, 0.92);
        Module model = mlp();
        train(model, train, 1);
        assertThat(Evaluation.of(model, test).accuracy()).isBetween(0.80, 0.95);
        train(model, train, 9);
        assertThat(Evaluation.of(model, test).accuracy()).isBetween(0.95, 0.985);
    }

    @Test
    void oneEpochOnDrawnDigitsTeachesTheMlp() {
        Module model = mlp();
        train(model, SyntheticDigits.train(), 1);
        assertThat(Evaluation.of(model, SyntheticDigits.test()).accuracy()).isBetween(0.80, 0.95);
    }
}
