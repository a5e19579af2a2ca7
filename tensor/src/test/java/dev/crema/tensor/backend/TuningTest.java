package dev.crema.tensor.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.Threads;
import dev.crema.tensor.op.Convolution;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {
    private static final String IMAGES = "convolution forward 16->32 3x3 at 12x12";
    private static final String ROWS = "product NN 4x128x128";

    @TempDir
    private Path folder;

    /// Says how a convolution and a product are computed here, in a JVM of its own.
    public static final class Main {
        public static void main(String[] arguments) {
            Threads.set(1);
            Window window = new Window(3, 1, 1, 1);
            System.out.println(
                    Backends.explain(new ConvolutionShape(DType.FLOAT32, 2, 20, 30, 11, 13, window, window, 1)));
            Matrix matrix = new Matrix(0, 100, 1);
            System.out.println(Backends.explain(new Product(DType.FLOAT32, 5, 100, 100, matrix, matrix, matrix, 1, 0)));
            System.out.println(Backends.explain());
            Tensor x = Tensor.ones(1, 16, 5, 5);
            Tensor y = Convolution.apply(x, Tensor.ones(16, 16, 3, 3), null, Convolution.Steps.PLAIN);
            System.out.println("sum " + y.sum().item());
        }
    }

    private String run(String... without) throws IOException, InterruptedException {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> Arrays.stream(without).noneMatch(each::contains))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path,
                Main.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CREMA_CACHE", folder.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void whatWasMeasuredIsChosenInLaterProcesses() throws Exception {
        Tuning tuning = new Tuning(Backends.machine());
        tuning.set(1, IMAGES, Candidate.UNFOLDING);
        tuning.set(1, ROWS, Candidate.ONEDNN);
        tuning.write(folder.resolve("tuning.txt"));
        assertThat(run().lines())
                .contains(
                        "forward: unfolded images times weight (measured here)",
                        "input-gradient: oneDNN (built-in choice)",
                        "product NN 5x100x100: oneDNN (measured here)",
                        "choices: 2 measured ones in " + folder.resolve("tuning.txt"),
                        "sum 20736.0");
    }

    @Test
    void whatWasMeasuredOnAnotherMachineIsPassedOver() throws Exception {
        Tuning tuning = new Tuning("a machine of 1985");
        tuning.set(1, IMAGES, Candidate.UNFOLDING);
        tuning.write(folder.resolve("tuning.txt"));
        assertThat(run())
                .contains("forward: oneDNN (built-in choice)", "are for a machine of 1985 and this is")
                .contains("crema tune measures them again");
    }

    @Test
    void aBrokenTableIsPassedOverAndSaysHowToMakeANewOne() throws Exception {
        Files.write(folder.resolve("tuning.txt"), List.of("crema tuning 1", "here", "1 product of nothing"));
        assertThat(run())
                .contains("has a line \"1 product of nothing\", which says nothing; crema tune makes a new one");
        Files.writeString(folder.resolve("tuning.txt"), "something else");
        assertThatThrownBy(() -> Tuning.read(folder.resolve("tuning.txt")))
                .hasMessageContaining("is no tuning of this version; crema tune makes a new one");
    }

    @Test
    void withoutOneDnnConvolutionsWorkAndTheDoctorSaysHowToGetIt() throws Exception {
        assertThat(run("dnnl"))
                .contains("oneDNN: no oneDNN found; tried the class path, " + folder.resolve("native/onednn"))
                .contains("libdnnl.so.3", "crema tune --fetch gets it", "sum 20736.0");
    }

    @Test
    void aTableReadsBackAsItWasWritten() throws Exception {
        Tuning tuning = new Tuning("here");
        new Tuner(name -> name.equals(ROWS) || name.equals(IMAGES), row -> {}).measure(tuning, 1);
        Path file = folder.resolve("some/where.txt");
        tuning.write(file);
        Tuning back = Tuning.read(file);
        assertThat(back.count()).isEqualTo(2);
        assertThat(back.machine()).isEqualTo("here");
        back.write(folder.resolve("again.txt"));
        assertThat(folder.resolve("again.txt")).hasSameTextualContentAs(file);
    }

    @Test
    void everyShapeBelongsToTheClassThatIsNearest() {
        List<ConvolutionClass> classes = ConvolutionClass.all();
        for (ConvolutionClass each : classes)
            assertThat(classes.get(ConvolutionClass.indexOf(each.shape(), each.pass())))
                    .isEqualTo(each);
        List<ProductClass> products = ProductClass.all();
        for (ProductClass each : products)
            assertThat(products.get(ProductClass.indexOf(each.at(0, 0, 0)))).isEqualTo(each);
    }
}
