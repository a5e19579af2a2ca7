package dev.crema.kernel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.crema.tensor.backend.simd.VectorApi;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
    @TempDir
    private Path folder;

    @Test
    void theKernelspecStartsThisJavaWithOurFlags() throws Exception {
        assertThat(Main.execute("install", "--prefix", folder.toString())).isZero();
        Path file = folder.resolve("share/jupyter/kernels/crema/kernel.json");
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertThat(json.get("interrupt_mode").getAsString()).isEqualTo("message");
        assertThat(json.get("display_name").getAsString()).isEqualTo("Java (Crema)");
        assertThat(json.getAsJsonArray("argv").get(0).getAsString()).startsWith(System.getProperty("java.home"));
        assertThat(json.getAsJsonArray("argv").toString()).contains("-XX:+UseG1GC", "\"kernel\",\"{connection_file}\"");
    }

    @Test
    void uninstallRemovesWhatInstallMade() throws Exception {
        Main.execute("install", "--prefix", folder.toString());
        assertThat(Main.execute("uninstall", "--prefix", folder.toString())).isZero();
        assertThat(folder.resolve("share/jupyter/kernels/crema")).doesNotExist();
        assertThat(Main.execute("uninstall", "--prefix", folder.toString())).isEqualTo(1);
    }

    @Test
    void aNotebookThatIsNotThereIsAnErrorOfItsOwn() {
        assertThat(Main.execute("run", folder.resolve("none.ipynb").toString())).isEqualTo(2);
    }

    @Test
    void aBrokenNotebookIsAnErrorOfItsOwn() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.ipynb"), "{");
        assertThat(Main.execute("run", file.toString())).isEqualTo(2);
    }

    @Test
    void theVectorApiCanBeLoaded() {
        assertThat(VectorApi.obstacle()).isEmpty();
    }

    @Test
    void theDoctorHasAFindingForEveryCheck() {
        assertThat(Main.execute("doctor")).isZero();
    }

    @Test
    void tuneMeasuresTheShapesAskedForAndResetForgetsThem() throws Exception {
        Path table = folder.resolve("tuning.txt");
        String[] measure = {"tune", "--file", table.toString(), "--only", "product NN 4x16x16", "--threads", "1"};
        assertThat(Main.execute(measure)).isZero();
        assertThat(Files.readAllLines(table)).hasSize(3);
        assertThat(Files.readAllLines(table).get(2)).startsWith("1 product NN 4x16x16 ");
        assertThat(Main.execute("tune", "--file", table.toString(), "--reset")).isZero();
        assertThat(table).doesNotExist();
        assertThat(Main.execute("tune", "--file", table.toString(), "--only", "no such shape", "--threads", "1"))
                .isEqualTo(2);
    }
}
