package dev.crema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Python with Jupyter's client: the one that `CREMA_PYTHON` names, else a virtual environment made for the
/// tests.
final class TestPython {
    private static final List<String> PACKAGES =
            List.of("jupyter_client", "ipykernel", "nbclient", "nbconvert", "jupyter_kernel_test", "psutil", "jjava");

    private TestPython() {}

    static Path find(Path environment) throws IOException, InterruptedException {
        String named = System.getenv("CREMA_PYTHON");
        if (named != null && !named.isBlank()) return Path.of(named);
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        Path python = environment.resolve(windows ? "Scripts/python.exe" : "bin/python");
        Path complete = environment.resolve("complete");
        String packages = String.join("\n", PACKAGES);
        if (Files.exists(complete) && Files.readString(complete).equals(packages)) return python;
        run(List.of(windows ? "python" : "python3", "-m", "venv", environment.toString()));
        var install = new ArrayList<>(
                List.of(python.toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"));
        install.addAll(PACKAGES);
        run(install);
        Files.writeString(complete, packages);
        return python;
    }

    private static void run(List<String> command) throws InterruptedException {
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0)
                throw new IllegalStateException(String.join(" ", command) + " ended with status " + status);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the tests of the kernel need Python 3: install it, or name one by CREMA_PYTHON", e);
        }
    }
}
