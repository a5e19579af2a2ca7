package dev.crema.kernel.launch;

import dev.crema.kernel.display.Console;
import dev.crema.kernel.load.Agent;
import dev.crema.tensor.backend.Backends;
import dev.crema.tensor.backend.simd.VectorApi;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/// `crema doctor`: what is found, what is missing, how to get it.
@Command(
        name = "doctor",
        description = "Says what is found on this machine, what is missing, and how to get it.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    /// Every check is one line here.
    private static final List<Supplier<Finding>> CHECKS = List.of(
            DoctorCommand::java,
            DoctorCommand::flags,
            DoctorCommand::heap,
            DoctorCommand::redefinition,
            DoctorCommand::vectors,
            DoctorCommand::elements,
            DoctorCommand::products,
            DoctorCommand::convolutions,
            DoctorCommand::oneDnn,
            DoctorCommand::choices,
            DoctorCommand::jupyter,
            DoctorCommand::kernelSpec);

    private static final long MEBIBYTE = 1 << 20;

    @Override
    public Integer call() {
        for (Supplier<Finding> check : CHECKS) Console.TERMINAL.println(check.get());
        return 0;
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        return new Finding(
                "Java",
                feature == 25,
                Runtime.version() + " in " + System.getProperty("java.home")
                        + (feature == 25 ? "" : "; Crema needs JDK 25"));
    }

    private static Finding flags() {
        List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
        List<String> missing =
                JavaOptions.all().stream().filter(flag -> !given.contains(flag)).toList();
        return new Finding(
                "JVM flags",
                missing.isEmpty(),
                missing.isEmpty()
                        ? "as in kernel.json"
                        : "this process lacks " + String.join(" ", missing) + "; the installed kernel has them");
    }

    private static Finding heap() {
        long mebibytes = Runtime.getRuntime().maxMemory() / MEBIBYTE;
        return new Finding("heap", true, mebibytes + " MiB at most; JDK_JAVA_OPTIONS=-Xmx4g gives more");
    }

    private static Finding redefinition() {
        boolean on = Agent.instrumentation() != null;
        return new Finding(
                "class redefinition",
                on,
                on
                        ? "on: editing a class keeps the notebook's objects"
                        : "off: it needs the agent of the manifest, so start with java -jar crema.jar");
    }

    private static Finding vectors() {
        String problem = VectorApi.obstacle().orElse("");
        return new Finding("Vector API", problem.isEmpty(), problem.isEmpty() ? "loaded" : problem);
    }

    private static Finding elements() {
        return backend("element-wise", 0);
    }

    private static Finding products() {
        return backend("matrix products", 1);
    }

    private static Finding convolutions() {
        return backend("convolutions", 2);
    }

    /// Optional, so its absence is fine.
    private static Finding oneDnn() {
        return backend("oneDNN", 3);
    }

    private static Finding choices() {
        return backend("kernel choices", 4);
    }

    /// A line of what the tensors say of their backends; the plain loops mean that something is missing.
    private static Finding backend(String title, int line) {
        String said =
                Backends.explain().lines().skip(line).findFirst().orElse("").replaceFirst("^[^:]*: ", "");
        return new Finding(title, !said.contains("reference"), said);
    }

    private static Finding jupyter() {
        try {
            Process process = new ProcessBuilder("jupyter", "--version")
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroy();
            String version =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            String client = version.lines()
                    .filter(line -> line.contains("jupyterlab"))
                    .findFirst()
                    .orElse("found, without JupyterLab");
            return new Finding("Jupyter", true, client.replaceAll("\\s+", " "));
        } catch (IOException e) {
            return new Finding(
                    "Jupyter", false, "not on the PATH: pip install jupyterlab, or run notebooks by crema run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding("Jupyter", false, "interrupted");
        }
    }

    private static Finding kernelSpec() {
        Path folder = KernelSpec.ofUser();
        boolean there = Files.exists(folder.resolve("kernel.json"));
        return new Finding("kernelspec", there, there ? folder.toString() : "none in " + folder + ": crema install");
    }
}
