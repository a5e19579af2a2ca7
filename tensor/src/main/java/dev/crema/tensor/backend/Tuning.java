package dev.crema.tensor.backend;

import dev.crema.tensor.Threads;
import dev.crema.tensor.storage.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which candidate is best for which class of shapes, as `crema tune` measured it on this machine and wrote it to
/// `tuning.txt` in the cache (`CREMA_CACHE`, or the user's cache folder). A process reads it once, before the first
/// kernel, and never writes it: the choice depends on shape, threads and this file alone.
public final class Tuning {
    private static final String FORMAT = "crema tuning 1";
    private static final List<ProductClass> PRODUCTS = ProductClass.all();
    private static final List<ConvolutionClass> CONVOLUTIONS = ConvolutionClass.all();

    private final String machine;
    private final Map<Integer, @Nullable Candidate[]> products = new TreeMap<>();
    private final Map<Integer, @Nullable Candidate[]> convolutions = new TreeMap<>();

    /// An empty one.
    ///
    /// @param machine what it holds for, as `Backends.machine()` says it
    public Tuning(String machine) {
        this.machine = machine;
    }

    /// Where it is kept.
    public static Path file() {
        return CacheFolder.path().resolve("tuning.txt");
    }

    /// What is in a file for this machine, or nothing yet: what `crema tune` adds to.
    public static Tuning started(Path file) throws IOException {
        if (Files.exists(file)) {
            Tuning tuning = read(file);
            if (tuning.machine.equals(Backends.machine())) return tuning;
        }
        return new Tuning(Backends.machine());
    }

    /// What is in a file, for whichever machine.
    ///
    /// @throws IOException if it cannot be read, or is something else
    public static Tuning read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2 || !lines.getFirst().equals(FORMAT))
            throw new IOException(file + " is no tuning of this version; crema tune makes a new one");
        Tuning tuning = new Tuning(lines.get(1));
        for (String line : lines.subList(2, lines.size())) tuning.parse(file, line);
        return tuning;
    }

    private void parse(Path file, String line) throws IOException {
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        try {
            int threads = Integer.parseInt(line.substring(0, first));
            String shape = line.substring(first + 1, last);
            Candidate best = Candidate.valueOf(line.substring(last + 1).toUpperCase(Locale.ROOT));
            set(threads, shape, best);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(
                    file + " has a line \"" + line + "\", which says nothing; crema tune makes a new one");
        }
    }

    /// Notes the best candidate for a class, by its name.
    void set(int threads, String shape, Candidate best) {
        @Nullable Integer at = Numbers.OF.get(shape);
        if (at == null) throw new IllegalArgumentException("no class of shapes: " + shape);
        if (at < PRODUCTS.size()) products.computeIfAbsent(threads, n -> new Candidate[PRODUCTS.size()])[at] = best;
        else
            convolutions.computeIfAbsent(threads, n -> new Candidate[CONVOLUTIONS.size()])[at - PRODUCTS.size()] = best;
    }

    /// The classes by their names, products first; made when the first name is looked up.
    private static final class Numbers {
        static final Map<String, Integer> OF = new HashMap<>();

        static {
            for (ProductClass each : PRODUCTS) OF.put(each.toString(), OF.size());
            for (ConvolutionClass each : CONVOLUTIONS) OF.put(each.toString(), OF.size());
        }
    }

    /// Writes it, for processes that start later.
    public void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(FORMAT, machine));
        products.forEach((threads, best) -> list(lines, threads, PRODUCTS, best));
        convolutions.forEach((threads, best) -> list(lines, threads, CONVOLUTIONS, best));
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.write(temporary, lines);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void list(List<String> lines, int threads, List<?> classes, @Nullable Candidate[] best) {
        for (int i = 0; i < best.length; i++)
            if (best[i] != null) lines.add(threads + " " + classes.get(i) + " " + best[i]);
    }

    /// The machine it holds for.
    public String machine() {
        return machine;
    }

    /// How many choices it holds.
    public int count() {
        return (int) Stream.concat(products.values().stream(), convolutions.values().stream())
                .flatMap(Arrays::stream)
                .filter(Objects::nonNull)
                .count();
    }

    /// The best for a product; null where nothing was measured.
    @Nullable
    Candidate best(Product product) {
        @Nullable Candidate[] best = products.get(Threads.count());
        return best == null ? null : best[ProductClass.indexOf(product)];
    }

    /// The best for a convolution; null where nothing was measured.
    @Nullable
    Candidate best(ConvolutionShape shape, ConvolutionPass pass) {
        @Nullable Candidate[] best = convolutions.get(Threads.count());
        return best == null ? null : best[ConvolutionClass.indexOf(shape, pass)];
    }
}
