package dev.crema.magics;

import dev.crema.nn.metrics.History;
import dev.crema.nn.train.HistoryFile;
import dev.crema.nn.train.Listener;
import dev.crema.nn.train.TrainEvent;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The curves of every run as `runs/<time>-<name>.jsonl`: `%plot last` draws them when the kernel is gone, and so
/// do `%plot loss RUN` and `%runs RUN`. A listener writes one file; what is less than a second old is kept back, so
/// that a run of thousands of short epochs does not wait for the disk.
final class RunFiles implements Listener<TrainEvent> {
    private static final String FOLDER = "runs";
    private static final String ENDING = ".jsonl";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final long PERIOD_NANOS = 1_000_000_000;

    private static volatile String chosen = "";

    private final Host host;
    private @Nullable String file;
    private @Nullable History history;
    private int written;
    private long writtenAt;

    RunFiles(Host host) {
        this.host = host;
    }

    @Override
    public void on(TrainEvent event) {
        try {
            switch (event) {
                case TrainEvent.Started started -> begin(started);
                case TrainEvent.EpochEnd _ -> {
                    if (System.nanoTime() - writtenAt >= PERIOD_NANOS) write();
                }
                case TrainEvent.Stopped _, TrainEvent.Finished _ -> write();
                case TrainEvent.BatchEnd _ -> {}
            }
        } catch (UncheckedIOException unwritable) {
            file = null; // training goes on
            host.print(unwritable.getMessage() + "; this run leaves no file\n");
        }
    }

    private void begin(TrainEvent.Started started) {
        history = started.history();
        file = free(LocalDateTime.now(ZoneId.systemDefault()).format(TIME) + "-" + slug(started.run()))
                .toString();
        HistoryFile.write(started.history(), file);
        written = started.history().epochs();
        writtenAt = System.nanoTime();
    }

    private void write() {
        if (file == null || history == null) return;
        HistoryFile.append(history, written, file);
        written = history.epochs();
        writtenAt = System.nanoTime();
    }

    private static Path free(String name) {
        Path path = folder().resolve(name + ENDING);
        for (int number = 2; Files.exists(path); number++) path = folder().resolve(name + "-" + number + ENDING);
        return path;
    }

    /// What was measured in the run that began last, in this session or before it; null if no run left a file.
    static @Nullable History last() {
        List<Path> files = files();
        return files.isEmpty() ? null : HistoryFile.read(files.getFirst().toString());
    }

    /// The latest run of a name, or that of a file name; null if there is none.
    static @Nullable History find(String name) {
        for (Path path : files()) {
            String stem = stem(path);
            if (!stem.equals(name) && !stem.contains("-" + slug(name))) continue;
            History found = HistoryFile.read(path.toString());
            if (stem.equals(name) || found.run().equals(name)) return found;
        }
        return null;
    }

    /// Removes the file of the latest run of a name.
    ///
    /// @return whether there was one
    static boolean delete(String name) {
        for (Path path : files()) {
            if (!stem(path).contains("-" + slug(name))) continue;
            if (!HistoryFile.read(path.toString()).run().equals(name)) continue;
            return path.toFile().delete();
        }
        return false;
    }

    /// The files of runs, the last first.
    static List<Path> files() {
        if (!Files.isDirectory(folder())) return List.of();
        try (var all = Files.list(folder())) {
            return all.filter(path -> path.toString().endsWith(ENDING))
                    .sorted(Comparator.<Path>naturalOrder().reversed())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + folder() + ": " + unreadable.getMessage(), unreadable);
        }
    }

    static String stem(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.substring(0, name.length() - ENDING.length());
    }

    /// What `%config runs` says, else the system property `crema.runs`, else `runs` where the notebook runs.
    static Path folder() {
        return new File(chosen.isEmpty() ? System.getProperty("crema.runs", FOLDER) : chosen).toPath();
    }

    static void folder(String wanted) {
        chosen = wanted;
    }

    private static String slug(String run) {
        return run.replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    }
}
