package dev.crema.nn.data;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// CIFAR-10: 32 × 32 colour photographs of ten classes, 50,000 to train and 10,000 to test (Krizhevsky 2009).
///
/// ```java
/// var cifar = Cifar10.train().normalize(0.5, 0.5).randomSplit(40_000, 10_000);
/// println(Cifar10.CLASSES.get(3));          // cat
/// ```
///
/// The binary files come from `CREMA_DATA` (the folder, or a folder `cifar10` or `cifar-10-batches-bin` in it),
/// from the cache, or from the web (170 MB). Where none of these has them, `SyntheticObjects` stands in, and says
/// so; so do fewer files than five. Inputs `[3, 32, 32]` from 0 to 1, targets 0 to 9.
public final class Cifar10 {
    private static final List<String> MIRRORS = List.of("https://www.cs.toronto.edu/~kriz/");
    private static final DataFolder.Remote ARCHIVE =
            new DataFolder.Remote("cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530");
    private static final int IMAGE_BYTES = 3 * 32 * 32;
    private static final int RECORD_BYTES = 1 + IMAGE_BYTES;
    private static final int TRAINING_FILES = 5;

    /// The names of the classes, in order.
    public static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private static boolean webFailed;

    private Cifar10() {}

    /// The 50,000 training images.
    public static ImageDataset train() {
        return load(true);
    }

    /// The 10,000 test images.
    public static ImageDataset test() {
        return load(false);
    }

    private static ImageDataset load(boolean train) {
        Path folder = folder();
        if (folder == null) return train ? SyntheticObjects.train() : SyntheticObjects.test();
        try {
            List<Path> files = files(folder, train);
            if (files.isEmpty())
                throw new IOException(folder + " holds no " + (train ? "data_batch_*.bin" : "test_batch*.bin"));
            if (train && files.size() < TRAINING_FILES)
                System.out.println(
                        "CIFAR-10: " + folder + " holds " + files.size() + " of " + TRAINING_FILES + " training files");
            return read(files, "CIFAR-10 " + (train ? "train" : "test"));
        } catch (IOException failure) {
            throw new UncheckedIOException("CIFAR-10: " + failure.getMessage(), failure);
        }
    }

    private static ImageDataset read(List<Path> files, String name) throws IOException {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0 || bytes.length % RECORD_BYTES != 0)
                throw new IOException(file + " is truncated or no CIFAR-10 file: " + bytes.length
                        + " bytes are no whole number of records of " + RECORD_BYTES);
            for (int at = 0; at < bytes.length; at += RECORD_BYTES) {
                if (bytes[at] < 0 || bytes[at] >= CLASSES.size())
                    throw new IOException(file + " is no CIFAR-10 file: record " + at / RECORD_BYTES + " has the label "
                            + bytes[at] + ", not 0 to 9");
                labels.write(bytes[at]);
                pixels.write(bytes, at + 1, IMAGE_BYTES);
            }
        }
        int[] classes = new int[labels.size()];
        for (int i = 0; i < classes.length; i++) classes[i] = labels.toByteArray()[i];
        return ImageDataset.of(
                        IdxFile.tensor(pixels.toByteArray(), classes.length, 3, 32, 32),
                        Tensor.of(DType.INT64, classes),
                        name)
                .withClasses(CLASSES);
    }

    /// The whole test file, or where it is not, a part of it.
    private static List<Path> files(Path folder, boolean train) throws IOException {
        Path whole = folder.resolve("test_batch.bin");
        if (!train && Files.exists(whole)) return List.of(whole);
        String start = train ? "data_batch_" : "test_batch";
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(start)
                            && file.getFileName().toString().endsWith(".bin"))
                    .sorted()
                    .toList();
        }
    }

    /// Where the files are, or null if they cannot be had.
    private static synchronized @Nullable Path folder() {
        Path given = DataFolder.given();
        if (given != null)
            for (Path place : List.of(given.resolve("cifar10"), given.resolve("cifar-10-batches-bin"), given))
                if (hasFiles(place)) return place;
        Path cached = DataFolder.cached("cifar10");
        if (hasFiles(cached)) return cached;
        if (webFailed) return null;
        try {
            DataFolder.download(MIRRORS, List.of(ARCHIVE), cached);
            TarFile.extract(cached.resolve(ARCHIVE.name()), cached);
            Files.delete(cached.resolve(ARCHIVE.name()));
            return cached;
        } catch (IOException failure) {
            webFailed = true;
            System.out.println("CIFAR-10 is not here and cannot be downloaded (" + DataFolder.reason(failure)
                    + "); SyntheticObjects stands in."
                    + " To use the real one, set CREMA_DATA to a folder that holds cifar10/");
            return null;
        }
    }

    private static boolean hasFiles(Path folder) {
        return Files.exists(folder.resolve("data_batch_1.bin"));
    }
}
