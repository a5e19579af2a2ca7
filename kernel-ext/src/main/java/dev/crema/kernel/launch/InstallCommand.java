package dev.crema.kernel.launch;

import dev.crema.kernel.display.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `crema install`: tells Jupyter about the kernel.
@Command(name = "install", description = "Registers the kernel with Jupyter.", mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {
    @Mixin
    private SpecLocation location = new SpecLocation();

    @Override
    public Integer call() {
        try {
            Path folder = location.folder();
            KernelSpec.write(folder);
            Console.TERMINAL.println("Java (Crema) is installed in " + folder);
            Console.TERMINAL.println("It runs on " + Installation.javaBinary() + " (Java " + Runtime.version() + ")");
            return 0;
        } catch (IOException | IllegalStateException e) {
            Console.LOG.println("crema install: " + e.getMessage());
            return 2;
        }
    }
}
