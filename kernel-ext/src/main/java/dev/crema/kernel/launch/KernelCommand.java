package dev.crema.kernel.launch;

import dev.crema.kernel.display.Console;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.load.Shortcuts;
import dev.crema.kernel.protocol.KernelServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `crema kernel FILE`: the kernel that Jupyter starts.
@Command(name = "kernel", description = "Runs the kernel for a Jupyter front end.")
final class KernelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONNECTION_FILE", description = "the file by which Jupyter says where to listen")
    private String file = "";

    @Override
    public Integer call() {
        return run(file);
    }

    /// The sockets open while JShell starts.
    static int run(String connectionFile) {
        var sockets = new FutureTask<>(() -> listen(Path.of(connectionFile)));
        Thread.ofPlatform().name("crema-sockets").start(sockets);
        Console.install();
        Shortcuts.fileSystems();
        Evaluator evaluator = Notebooks.evaluator();
        try {
            sockets.get().serve(evaluator);
            return 0;
        } catch (ExecutionException e) {
            Console.log("cannot listen as " + connectionFile + " says: " + e.getCause());
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static KernelServer listen(Path connectionFile) throws IOException {
        Shortcuts.sockets();
        var server = new KernelServer(connectionFile);
        exitWithParent(server);
        return server;
    }

    /// A front end that was killed cannot shut its kernels down.
    private static void exitWithParent(KernelServer server) {
        Optional<ProcessHandle> named = Optional.ofNullable(System.getenv("JPY_PARENT_PID"))
                .map(Long::valueOf)
                .flatMap(ProcessHandle::of);
        named.or(() -> ProcessHandle.current().parent()).ifPresent(parent -> {
            var _ = parent.onExit().thenRun(server::shutDown);
        });
    }
}
