package dev.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.nn.Linear;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.metrics.History;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    @BeforeEach
    void seed() {
        Tensor.manualSeed(8);
    }

    @Test
    void allCombinationsRunInTheOrderOfTheGrid() {
        Trials trials = Sweep.grid("a", 1, 2)
                .and("b", "x", "y")
                .run("sum", t -> t.integer("a") + t.text("b").length());
        assertThat(trials.texts("b")).containsExactly("x", "y", "x", "y");
        assertThat(trials.column("sum")).containsExactly(2, 2, 3, 3);
        assertThat(trials.names()).containsExactly("a", "b", "sum");
        assertThat(trials).hasToString("""
                a  b  sum
                1  x  2
                1  y  2
                2  x  3
                2  y  3""");
        assertThat(trials.best("sum").integer("a")).isEqualTo(2);
    }

    record Result(double train, double valLoss, History history) {}

    private static Result train(DataLoader shared, double lr) {
        Linear model = new Linear(3, 1);
        History history = Trainer.of(model, shared)
                .optimizer(new SGD(model.parameters(), lr))
                .fit(3);
        return new Result(history.last("loss"), Tensor.rand(1).item(), history);
    }

    @Test
    void theNumbersDoNotDependOnHowManyRunAtOnce() {
        Tensor x = Generator.of(1).randn(40, 3);
        DataLoader shared =
                DataLoader.of(TensorDataset.of(x, x.sum(1, true)), 8).shuffle(3);
        Trials[] both = new Trials[2];
        for (int i = 0; i < 2; i++) {
            Tensor.manualSeed(8);
            both[i] = Sweep.grid("lr", 0.1, 0.01, 0.001)
                    .seeds(2)
                    .parallel(1 + 3 * i)
                    .run(t -> train(shared, t.number("lr")));
        }
        assertThat(both[0].column("train")).containsExactly(both[1].column("train"));
        assertThat(both[0].column("valLoss"))
                .containsExactly(both[1].column("valLoss"))
                .doesNotHaveDuplicates();
        assertThat(both[0].get(1).history().epochs()).isEqualTo(3);
        assertThat(both[0].names()).containsExactly("lr", "seed", "train", "valLoss");
    }

    @Test
    void aSeedInATrialStaysInIt() {
        double[] expected = Tensor.rand(3).toDoubles();
        Tensor.manualSeed(8);
        Generator.shared().nextLong();
        double after = Tensor.rand(1).item();
        Tensor.manualSeed(8);
        Trials trials = Sweep.grid("i", 1, 2, 3).run(t -> {
            Tensor.manualSeed(8);
            return Tensor.rand(3).sum();
        });
        assertThat(trials.column("result")).containsOnly((float) (expected[0] + expected[1] + expected[2]));
        assertThat(Tensor.rand(1).item()).isEqualTo(after);
    }

    @Test
    void resultsInAMapWithoutAnOrderAreSortedByName() {
        Trials trials = Sweep.grid("lr", 0.1).run(t -> Map.of("loss", 1, "accuracy", 2, "f1", 3, "mae", 4));
        assertThat(trials.toString().lines().findFirst().orElseThrow())
                .containsSubsequence("lr", "accuracy", "f1", "loss", "mae");
    }

    @Test
    void aTrialThatFailsIsARowAndTheOthersGoOn(@TempDir Path folder) throws Exception {
        Trials trials = Sweep.grid("lr", 0.1, 0.2, 0.3).run(t -> {
            if (t.number("lr") == 0.2) throw new java.io.IOException("too wild");
            return Map.of("loss", t.number("lr"));
        });
        assertThat(trials.column("loss")).containsExactly(0.1, Double.NaN, 0.3);
        assertThat(trials.failures()).hasSize(1);
        assertThat(trials.get(1).failure()).isEqualTo("too wild");
        assertThat(trials.best("loss").number("lr")).isEqualTo(0.1);
        assertThat(trials.toString()).contains("too wild");
        trials.save(folder.resolve("deep/t.json").toString());
        assertThat(Files.readString(folder.resolve("deep/t.json"))).contains("\"failure\": \"too wild\"");
        assertThatThrownBy(() -> trials.get(1).number("loss"))
                .hasMessage("trial: there is no value \"loss\"; there are [lr], because it failed: too wild");
    }

    @Test
    void mistakesAreRefused() {
        assertThatThrownBy(() -> Sweep.grid("a")).hasMessage("sweep: a has no values; give at least one");
        assertThatThrownBy(() -> Sweep.grid("a", 1).and("a", 2)).hasMessage("sweep: a is a parameter already");
        assertThatThrownBy(() -> Sweep.grid("a", 1).parallel(0))
                .hasMessage("sweep: parallel must be at least 1, got 0");
        Trials trials = Sweep.grid("a", 1.5).and("b", "x").run(t -> 1);
        Trial trial = trials.get(0);
        assertThatThrownBy(() -> trial.integer("a")).hasMessage("trial: a is 1.5, no whole number; use number(…)");
        assertThatThrownBy(() -> trial.number("b")).hasMessage("trial: b is x, no number; use text(…)");
        assertThatThrownBy(trial::history).hasMessageContaining("there is no history");
        assertThatThrownBy(() -> trials.column("c"))
                .hasMessage("trials: there is no column \"c\"; there are [a, b, result]");
        Trials failed = Sweep.grid("a", 1).run("r", t -> {
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(() -> failed.best("a").number("r")).hasMessageContaining("because it failed: no");
        assertThat(List.of(failed.get(0).toString())).containsExactly("a=1: failed, no");
    }
}
