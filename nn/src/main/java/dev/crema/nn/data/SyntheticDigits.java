package dev.crema.nn.data;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Handwritten digits drawn by a program, in the format of MNIST and about as hard: for notebooks that must run
/// offline. They teach the same lessons but are no measure of anything; say so where results are shown.
///
/// ```java
/// var test = SyntheticDigits.test();       // 10,000 images [1, 28, 28], targets 0 to 9
/// ```
public final class SyntheticDigits {
    private static final long SEED = 0;

    private SyntheticDigits() {}

    /// 60,000 images to train with.
    public static ImageDataset train() {
        return load(true);
    }

    /// 10,000 images to test with.
    public static ImageDataset test() {
        return load(false);
    }

    private static ImageDataset load(boolean train) {
        SyntheticDigitsSource source = new SyntheticDigitsSource(SEED, train);
        int pixelBytes = source.size() * SyntheticDigitsSource.IMAGE_BYTES;
        byte[] bytes = cached(train, pixelBytes + source.size());
        if (bytes == null) {
            SyntheticDigitsSource.Drawn drawn = source.all();
            bytes = java.util.Arrays.copyOf(drawn.pixels(), pixelBytes + source.size());
            System.arraycopy(drawn.labels(), 0, bytes, pixelBytes, source.size());
            store(train, bytes);
        }
        int[] labels = new int[source.size()];
        for (int i = 0; i < labels.length; i++) labels[i] = bytes[pixelBytes + i];
        Tensor pixels = IdxFile.tensor(java.util.Arrays.copyOf(bytes, pixelBytes), source.size(), 1, 28, 28);
        return ImageDataset.of(pixels, Tensor.of(DType.INT64, labels), "SyntheticDigits " + (train ? "train" : "test"));
    }

    /// The file names the way of drawing: another one is another file.
    private static Path file(boolean train) {
        return DataFolder.cached("synthetic-digits").resolve((train ? "train" : "test") + "-1.bin");
    }

    private static byte @Nullable [] cached(boolean train, int length) {
        try {
            byte[] bytes = Files.readAllBytes(file(train));
            return bytes.length == length ? bytes : null;
        } catch (IOException notThere) {
            return null;
        }
    }

    private static void store(boolean train, byte[] bytes) {
        Path file = file(train);
        try {
            Files.createDirectories(file.getParent());
            Path temporary = Files.createTempFile(file.getParent(), "digits", ".part");
            Files.write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException noCache) {
            // drawing again takes two seconds
        }
    }
}
