package dev.crema.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveTest {
    @TempDir
    Path folder;

    @BeforeEach
    void seed() {
        Tensor.manualSeed(2);
    }

    private static Sequential model() {
        return new Sequential(new Linear(4, 3), new ReLU(), new Linear(3, 2));
    }

    @Test
    void aSavedModelComesBackBitByBit() {
        String file = folder.resolve("deep/net.safetensors").toString();
        Sequential saved = model();
        saved.save(file);
        Sequential loaded = model();
        Tensor x = Tensor.randn(5, 4);
        assertThat(loaded.forward(x).toDoubles()).isNotEqualTo(saved.forward(x).toDoubles());
        loaded.load(file);
        assertThat(loaded.forward(x).toDoubles())
                .containsExactly(saved.forward(x).toDoubles());
    }

    @Test
    void weightsOfOtherLayersAreRefused() {
        String file = folder.resolve("net.safetensors").toString();
        model().save(file);
        Sequential other = new Sequential(new Linear(4, 3), new Sigmoid(), new Linear(3, 2));
        assertThatThrownBy(() -> other.load(file))
                .hasMessage(
                        "load: " + file
                                + " was saved from another model: it has 1: ReLU(), this model has 1: Sigmoid(); build the model as it was when it was saved");
        assertThatThrownBy(() -> model().add(new ReLU()).load(file))
                .hasMessageContaining("it has nothing more, this model has 3: ReLU()");
    }

    @Test
    void aFileFromElsewhereNeedsOnlyNamesAndShapes() {
        Path file = folder.resolve("other.safetensors");
        Sequential source = model();
        new StateFile(source.state(), Map.of()).write(file);
        Sequential target = model();
        target.load(file.toString());
        assertThat(target.state().get("2.bias").toDoubles())
                .containsExactly(source.state().get("2.bias").toDoubles());
        new StateFile(Map.of("0.weight", Tensor.zeros(3, 5)), Map.of()).write(file);
        assertThatThrownBy(() -> target.load(file.toString()))
                .hasMessageContaining("0.weight is [3, 5], the module has [3, 4]")
                .hasMessageContaining("2.bias is missing");
    }

    @Test
    void everyTypeAndShapeSurvives() {
        Path file = folder.resolve("types.safetensors");
        new StateFile(
                        Map.of(
                                "scalar", Tensor.scalar(1.5),
                                "long", Tensor.of(1, -2, 3),
                                "bool", Tensor.of(true, false),
                                "double", Tensor.of(DType.FLOAT64, 0.1),
                                "empty", Tensor.zeros(0, 3),
                                "view", Tensor.of(1, 2, 3, 4).view(2, 2).t()),
                        Map.of("a", "b"))
                .write(file);
        StateFile read = StateFile.read(file);
        assertThat(read.metadata()).containsEntry("a", "b");
        assertThat(read.tensors().get("scalar").item()).isEqualTo(1.5);
        assertThat(read.tensors().get("long").toLongs()).containsExactly(1, -2, 3);
        assertThat(read.tensors().get("bool").dtype()).isEqualTo(DType.BOOL);
        assertThat(read.tensors().get("double").item()).isEqualTo(0.1);
        assertThat(read.tensors().get("empty").shape()).hasToString("[0, 3]");
        assertThat(read.tensors().get("view").toLongs()).containsExactly(1, 3, 2, 4);
    }

    @Test
    void filesThatAreNoneAreRefused() throws Exception {
        assertThatThrownBy(() -> model().load(folder.resolve("no.safetensors").toString()))
                .hasMessageStartingWith("load: there is no file ");
        Path file = Files.write(folder.resolve("bad.safetensors"), new byte[40]);
        assertThatThrownBy(() -> StateFile.read(file)).hasMessageContaining("safetensors");
        Files.writeString(file, "\u0010\0\0\0\0\0\0\0{not json at all");
        assertThatThrownBy(() -> StateFile.read(file)).hasMessageContaining("safetensors");
    }
}
