package dev.crema.kernel.launch;

import dev.crema.kernel.display.Console;
import dev.crema.kernel.protocol.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `crema install`: tells Jupyter about the kernel, makes it start fast, and tries it.
@Command(name = "install", description = "Registers the kernel with Jupyter.", mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {
    @Mixin
    private SpecLocation location = new SpecLocation();

    @Option(names = "--in-place", description = "run the kernel from this build: no copy, no cache")
    private boolean inPlace;

    @Override
    public Integer call() throws InterruptedException {
        try {
            Path folder = location.folder();
            boolean packaged = Files.isRegularFile(Installation.jar());
            List<String> command = inPlace || !packaged ? Installation.java() : copy(folder);
            KernelSpec.write(folder, command);
            Console.TERMINAL.println("Java (Crema) is installed in " + folder);
            Console.TERMINAL.println("It runs on " + Installation.javaBinary() + " (Java " + Runtime.version() + ")");
            return !packaged || tryOut(command) ? 0 : 1;
        } catch (IOException | IllegalStateException e) {
            Console.LOG.println("crema install: " + e.getMessage());
            return 2;
        }
    }

    private static List<String> copy(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        ProgramCopy program = ProgramCopy.below(folder);
        String problem = AotCache.make(program);
        if (!problem.isEmpty()) Console.TERMINAL.println(problem);
        var command = new ArrayList<>(List.of(Installation.javaBinary().toString()));
        command.addAll(JavaOptions.all());
        command.addAll(AotCache.flags(program));
        command.addAll(List.of("-jar", program.jar().toString()));
        return command;
    }

    /// Starts the kernel as Jupyter will, and runs a cell.
    private static boolean tryOut(List<String> command) throws IOException, InterruptedException {
        try (var rehearsal = new Rehearsal()) {
            long start = System.nanoTime();
            var kernel = new ArrayList<>(command);
            kernel.addAll(List.of("kernel", rehearsal.connectionFile().toString()));
            Process process = new ProcessBuilder(kernel)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            boolean works = rehearsal.answers("1 + 1");
            double seconds = (System.nanoTime() - start) / 1e9;
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
            Console.TERMINAL.println(
                    works
                            ? String.format(Locale.ROOT, "It works: started and ran 1 + 1 in %.1f s", seconds)
                            : "It does not work: the kernel did not answer 1 + 1; crema doctor says what is missing");
            return works;
        }
    }
}
