package dev.crema.kernel.launch;

import dev.crema.kernel.display.Console;
import dev.crema.kernel.maven.LibraryResolver;
import dev.crema.tensor.Threads;
import dev.crema.tensor.backend.Candidate;
import dev.crema.tensor.backend.Tuner;
import dev.crema.tensor.backend.Tuning;
import dev.crema.tensor.backend.onednn.OneDnnBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `crema tune`: measures which kernel is fastest on this machine for shapes of all sizes; processes that start
/// later choose by it.
@Command(
        name = "tune",
        description = "Measures which kernels are fastest on this machine and remembers it for later runs.",
        mixinStandardHelpOptions = true)
final class TuneCommand implements Callable<Integer> {
    private static final Candidate[] COLUMNS = Candidate.values();

    @Option(names = "--reset", description = "forget what was measured; the built-in choices hold again")
    private boolean reset;

    @Option(names = "--fetch", description = "get oneDNN first (27 MB, for faster convolutions), then measure")
    private boolean fetch;

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            description = "numbers of threads to measure with; by default 1 and all cores")
    private int @Nullable [] threads;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "only shapes whose line contains this, such as \"3x3 at 28x28\"; the others stay")
    private String only = "";

    @Option(names = "--file", description = "another place for the table")
    private @Nullable Path file;

    @Override
    public Integer call() {
        Path table = file == null ? Tuning.file() : file;
        try {
            if (reset) {
                boolean there = Files.deleteIfExists(table);
                Console.TERMINAL.println(there ? "deleted " + table : "there is no " + table);
                return 0;
            }
            if (fetch) fetch();
            measure(table);
            return 0;
        } catch (IOException | DependencyResolutionException e) {
            Console.LOG.println("crema tune: " + e.getMessage());
            return 2;
        }
    }

    private static void fetch() throws IOException, DependencyResolutionException {
        List<Path> jars =
                new LibraryResolver().resolve(List.of(OneDnnBackend.coordinates()), List.of(), progress -> {});
        Path jar = jars.stream()
                .filter(each -> String.valueOf(each.getFileName()).startsWith("dnnl-"))
                .findFirst()
                .orElseThrow(() -> new IOException("no jar among what was fetched for " + OneDnnBackend.coordinates()));
        Console.TERMINAL.println("oneDNN is in " + OneDnnBackend.SEARCH.install(jar));
    }

    private void measure(Path table) throws IOException {
        Tuning tuning = Tuning.started(table);
        Console.TERMINAL.println(tuning.machine());
        Console.TERMINAL.println(header());
        int before = tuning.count();
        new Tuner(name -> name.contains(only), row -> Console.TERMINAL.println(line(row))).measure(tuning, threads());
        if (tuning.count() == 0) throw new IOException("no shape has \"" + only + "\" in its line");
        tuning.write(table);
        Console.TERMINAL.println(tuning.count() + " choices in " + table + (before > 0 ? ", some from before" : ""));
    }

    private int[] threads() {
        if (threads != null) return threads;
        int all = Threads.count();
        return all == 1 ? new int[] {1} : new int[] {1, all};
    }

    private static String header() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%7s  %-48s", "threads", "microseconds"));
        for (Candidate each : COLUMNS) text.append(String.format(Locale.ROOT, "%11s", each));
        return text.append("  best").toString();
    }

    private static String line(Tuner.Measured row) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%7d  %-48s", row.threads(), row.shape()));
        for (Candidate each : COLUMNS) {
            @Nullable Double micros = row.micros().get(each);
            text.append(micros == null ? String.format("%11s", "-") : String.format(Locale.ROOT, "%11.1f", micros));
        }
        return text.append("  ").append(row.best()).toString();
    }
}
