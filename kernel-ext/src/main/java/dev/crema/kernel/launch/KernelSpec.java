package dev.crema.kernel.launch;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.crema.kernel.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder by which Jupyter knows the kernel: `kernel.json` says how to start it.
final class KernelSpec {
    static final String NAME = "crema";

    private KernelSpec() {}

    /// What `kernel.json` holds.
    ///
    /// @param program how the program is started: `java`, its flags, the jar
    static JsonObject content(List<String> program) {
        var command = new ArrayList<>(program);
        command.addAll(List.of("kernel", "{connection_file}"));
        return Json.object(
                "argv",
                command,
                "display_name",
                "Java (Crema)",
                "language",
                "java",
                "interrupt_mode",
                "message",
                // C libraries keep an arena of memory for every thread otherwise
                "env",
                Json.object("MALLOC_ARENA_MAX", "2"),
                "metadata",
                Json.object("debugger", true));
    }

    /// The kernelspec's folder below a prefix such as a virtual environment.
    static Path belowPrefix(Path prefix) {
        return prefix.resolve("share").resolve("jupyter").resolve("kernels").resolve(NAME);
    }

    /// The kernelspec's folder in the user's own Jupyter.
    static Path ofUser() {
        String named = System.getenv("JUPYTER_DATA_DIR");
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name", "");
        Path data;
        if (named != null) data = Path.of(named);
        else if (system.startsWith("Mac")) data = home.resolve("Library").resolve("Jupyter");
        else if (system.startsWith("Windows"))
            data = home.resolve("AppData").resolve("Roaming").resolve("jupyter");
        else {
            String xdg = System.getenv("XDG_DATA_HOME");
            data = (xdg == null ? home.resolve(".local").resolve("share") : Path.of(xdg)).resolve("jupyter");
        }
        return data.resolve("kernels").resolve(NAME);
    }

    static void write(Path folder, List<String> program) throws IOException {
        Files.createDirectories(folder);
        String json = new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(content(program));
        Files.writeString(folder.resolve("kernel.json"), json + "\n");
    }

    /// Removes the folder.
    ///
    /// @return whether there was one
    static boolean delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return false;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
        return true;
    }
}
