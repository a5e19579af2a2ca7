package dev.crema.kernel.launch;

import dev.crema.kernel.display.Console;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.protocol.KernelServer;
import dev.crema.tensor.backend.simd.VectorApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    static int run(String connectionFile) {
        try {
            var server = new KernelServer(Path.of(connectionFile));
            exitWithParent(server);
            Console.install();
            server.serve(KernelCommand::evaluator);
            return 0;
        } catch (IOException e) {
            Console.log("cannot read the connection file " + connectionFile + ": " + e.getMessage());
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /// The Vector API is loaded while JShell starts: cells find both.
    private static Evaluator evaluator() {
        Thread vectors = Thread.ofPlatform().name("crema-vectors").daemon().start(VectorApi::load);
        Evaluator evaluator = Notebooks.evaluator();
        try {
            vectors.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return evaluator;
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
