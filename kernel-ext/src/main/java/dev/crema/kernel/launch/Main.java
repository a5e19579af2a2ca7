package dev.crema.kernel.launch;

import dev.crema.kernel.load.Exits;
import java.util.Arrays;
import picocli.CommandLine;

/// `java -jar crema.jar`: the command line.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Front ends wait for this one, so it does not wait for the command line's machinery.
        boolean kernel = arguments.length == 2 && arguments[0].equals("kernel");
        int status = kernel ? KernelCommand.run(arguments[1]) : execute(arguments);
        Exits.exit(status);
    }

    static int execute(String... arguments) {
        return new CommandLine(new CremaCommand()).execute(Arrays.copyOf(arguments, arguments.length));
    }
}
