package dev.crema.nn.data;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Images that a program draws, kept in the cache once drawn: all pixels, then all labels.
///
/// @param folder the folder in the cache
/// @param file names split and way of drawing: another way is another file
/// @param name what captions call it
record DrawnImages(String folder, String file, String name) {
    /// The images as a data set.
    ///
    /// @param draw pixels, then a label for each image
    /// @param sizes `[images, channels, height, width]`
    ImageDataset load(Supplier<byte[]> draw, int... sizes) {
        int pixelBytes = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
        byte[] bytes = cached(pixelBytes + sizes[0]);
        if (bytes == null) {
            bytes = draw.get();
            store(bytes);
        }
        int[] labels = new int[sizes[0]];
        for (int i = 0; i < labels.length; i++) labels[i] = bytes[pixelBytes + i];
        Tensor pixels = IdxFile.tensor(bytes, sizes);
        return ImageDataset.of(pixels, Tensor.of(DType.INT64, labels), name);
    }

    /// Pixels and labels in one array.
    static byte[] joined(byte[] pixels, byte[] labels) {
        byte[] bytes = Arrays.copyOf(pixels, pixels.length + labels.length);
        System.arraycopy(labels, 0, bytes, pixels.length, labels.length);
        return bytes;
    }

    private Path path() {
        return DataFolder.cached(folder).resolve(file);
    }

    private byte @Nullable [] cached(int length) {
        try {
            byte[] bytes = Files.readAllBytes(path());
            return bytes.length == length ? bytes : null;
        } catch (IOException notThere) {
            return null;
        }
    }

    private void store(byte[] bytes) {
        try {
            Files.createDirectories(path().getParent());
            Path temporary = Files.createTempFile(path().getParent(), file, ".part");
            Files.write(temporary, bytes);
            Files.move(temporary, path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException noCache) {
            // drawing again takes seconds
        }
    }
}
