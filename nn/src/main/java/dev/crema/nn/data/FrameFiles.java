package dev.crema.nn.data;

import dev.crema.nn.data.file.CsvFile;
import dev.crema.nn.data.file.JsonFile;
import dev.crema.nn.data.file.ParquetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.dflib.DataFrame;

/// Opens and writes the files of frames, and says which one went wrong.
final class FrameFiles {
    private FrameFiles() {}

    interface Reader {
        DataFrame read(Path file) throws IOException;
    }

    static DataFrame read(String format, String file, Reader reader) {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path))
            throw new IllegalArgumentException("Frame." + format + ": no file " + file + " in "
                    + Path.of("").toAbsolutePath());
        try {
            return reader.read(path);
        } catch (IOException | RuntimeException failure) {
            throw new IllegalArgumentException(
                    "Frame." + format + ": " + file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    /// Runs what needs the optional library.
    static <T> T parquet(Supplier<T> work) {
        try {
            return work.get();
        } catch (NoClassDefFoundError absent) {
            throw new IllegalStateException(
                    "Frame.parquet: needs blue.strategic.parquet:parquet-floor (18 MB with its codecs), which is not"
                            + " shipped; add it to the class path of the kernel or the project",
                    absent);
        }
    }

    static void write(DataFrame table, String file) {
        Path path = Path.of(file);
        String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        try {
            if (path.toAbsolutePath().getParent() != null)
                Files.createDirectories(path.toAbsolutePath().getParent());
            switch (ending) {
                case "csv", "tsv" -> CsvFile.write(table, path);
                case "json" -> JsonFile.write(table, path);
                case "parquet" ->
                    parquet(() -> {
                        writeParquet(table, path);
                        return path;
                    });
                default ->
                    throw new IllegalArgumentException("Frame.save: " + file
                            + " does not end in .csv, .tsv, .json or .parquet, which says how to write it");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Frame.save: " + file + " cannot be written", failure);
        }
    }

    private static void writeParquet(DataFrame table, Path path) {
        try {
            ParquetFile.write(table, path);
        } catch (IOException failure) {
            throw new UncheckedIOException("Frame.save: " + path + " cannot be written", failure);
        }
    }
}
