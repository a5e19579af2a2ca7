package dev.crema.kernel.launch;

import dev.crema.kernel.display.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `crema uninstall`: makes Jupyter forget the kernel.
@Command(name = "uninstall", description = "Removes the kernel from Jupyter.", mixinStandardHelpOptions = true)
final class UninstallCommand implements Callable<Integer> {
    @Mixin
    private SpecLocation location = new SpecLocation();

    @Override
    public Integer call() {
        try {
            Path folder = location.folder();
            boolean removed = KernelSpec.delete(folder);
            Console.TERMINAL.println(removed ? "removed " + folder : "there is no kernel in " + folder);
            return removed ? 0 : 1;
        } catch (IOException | IllegalStateException e) {
            Console.LOG.println("crema uninstall: " + e.getMessage());
            return 2;
        }
    }
}
