package dev.crema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `java -jar crema.jar install`.
@Tag("slow")
class InstallCommandTest {
    private static final Path TARGET = Path.of(System.getProperty("crema.root", "."), "kernel-ext", "target")
            .toAbsolutePath();

    @TempDir
    private Path folder;

    private String install(Path jar) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-jar",
                        jar.toString(),
                        "install",
                        "--prefix",
                        folder.resolve("prefix").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private List<String> command() throws IOException {
        Path spec = folder.resolve("prefix/share/jupyter/kernels/crema/kernel.json");
        return JsonParser.parseString(Files.readString(spec)).getAsJsonObject().getAsJsonArray("argv").asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    @Test
    void aChangedJarGetsACacheOfItsOwn() throws Exception {
        Path jar = Files.copy(TARGET.resolve("crema.jar"), folder.resolve("crema.jar"));
        Files.createDirectory(folder.resolve("lib"));
        try (Stream<Path> libraries = Files.list(TARGET.resolve("lib"))) {
            for (Path library : libraries.toList())
                Files.copy(library, folder.resolve("lib").resolve(String.valueOf(library.getFileName())));
        }
        assertThat(install(jar)).contains("It works: started and ran 1 + 1");
        List<String> first = command();
        assertThat(first).anyMatch(word -> word.startsWith("-XX:AOTCache=") && word.endsWith("crema.aot"));
        install(jar);
        assertThat(command()).isEqualTo(first);
        try (var files = FileSystems.newFileSystem(jar)) {
            Files.writeString(files.getPath("changed.txt"), "a new build");
        }
        install(jar);
        assertThat(command()).hasSameSizeAs(first).isNotEqualTo(first);
    }
}
