package dev.crema.kernel.launch;

import dev.crema.kernel.display.Console;
import dev.crema.kernel.load.Exits;
import dev.crema.kernel.protocol.Rehearsal;
import dev.crema.tensor.backend.simd.VectorApi;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `crema rehearse`: runs the kernel for a front end of its own, for the JVM to note what it loads. It does not
/// load the Vector API: with it the JVM makes no cache.
@Command(name = "rehearse", hidden = true, description = "Runs the kernel once, for the AOT cache.")
final class RehearseCommand implements Callable<Integer> {
    private static final List<String> CELLS = List.of(
            "1 + 1",
            "int x = 3;\nx * 2",
            "var words = List.of(\"a\", \"b\");\nfor (var word : words) println(word);",
            "words.stream().map(String::toUpperCase).collect(Collectors.toList())",
            "record Point(double x, double y) {}\nList.of(new Point(1, 2), new Point(3, 4))",
            "double half(double value) { return value / 2; }\nhalf(3)",
            "class Net extends Module {\n    final Linear fc = new Linear(4, 2);\n"
                    + "    public Tensor forward(Tensor x) { return fc.forward(x).relu(); }\n}",
            "var net = new Net();\nnet",
            "class Net extends Module {\n    final Linear fc = new Linear(4, 2);\n"
                    + "    public Tensor forward(Tensor x) { return fc.forward(x).tanh(); }\n}",
            "import java.util.concurrent.atomic.*;",
            "var counter = new AtomicInteger();\ncounter.incrementAndGet();\ncounter",
            "printf(\"%.3f%n\", Math.PI);",
            "new int[] {1, 2, 3}",
            "int[] none = {};\nnone[0]",
            "undefined + 1",
            "int missing = 1\nString text = missing;",
            "%who",
            "%time Math.sqrt(2)",
            "display(\"<b>bold</b>\", \"text/html\");",
            "Map.of(\"key\", 1)",
            "Figure.row(Plot.line(new double[] {1, 3, 2}).title(\"first\"), Plot.scatter(List.of(1, 2), List.of(3, 1)).label(\"a\"))");

    @Override
    public Integer call() throws IOException {
        System.setProperty(VectorApi.SWITCH, "off"); // a process that has loaded its module leaves no cache
        try (var rehearsal = new Rehearsal()) {
            Thread.ofPlatform().name("rehearsal").start(() -> play(rehearsal));
            return KernelCommand.run(rehearsal.connectionFile().toString());
        }
    }

    private static void play(Rehearsal rehearsal) {
        int status = 1;
        try (rehearsal) {
            status = rehearsal.play(CELLS) ? 0 : 1;
        } catch (IOException e) {
            Console.log("rehearsal: " + e.getMessage());
        } finally {
            Exits.exit(status);
        }
    }
}
