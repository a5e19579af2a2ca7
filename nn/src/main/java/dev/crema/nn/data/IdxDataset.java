package dev.crema.nn.data;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A data set of images in four IDX files, as MNIST began it.
///
/// @param name what captions call it
/// @param folder the folder in `CREMA_DATA` and in the cache
/// @param mirrors where the files are on the web
/// @param md5s of the files: training images and labels, test images and labels
record IdxDataset(String name, String folder, List<String> mirrors, List<String> md5s) {
    private static final List<String> FILES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    /// Where the files are on this machine; null if they are not.
    @Nullable
    Path local() {
        Path given = DataFolder.given();
        if (given != null) {
            if (Files.isDirectory(given.resolve(folder))) return given.resolve(folder);
            if (hasFiles(given)) return given;
        }
        Path cached = DataFolder.cached(folder);
        return hasFiles(cached) ? cached : null;
    }

    /// Downloads the files to the cache.
    Path download() throws IOException {
        Path cached = DataFolder.cached(folder);
        DataFolder.download(
                mirrors,
                IntStream.range(0, FILES.size())
                        .mapToObj(i -> new DataFolder.Remote(FILES.get(i) + ".gz", md5s.get(i)))
                        .toList(),
                cached);
        return cached;
    }

    /// One split out of a folder.
    ImageDataset load(Path from, boolean train) {
        int first = train ? 0 : 2;
        try {
            Tensor images = IdxFile.read(file(from, FILES.get(first)), 3);
            Tensor labels = IdxFile.read(file(from, FILES.get(first + 1)), 1);
            String split = train ? "train" : "test";
            if (images.size(0) != labels.size(0))
                throw new IOException(from + ": " + images.size(0) + " images but " + labels.size(0) + " labels of the "
                        + split + " split; get both files again");
            return ImageDataset.of(images.unsqueeze(1), labels.to(DType.INT64), name + " " + split);
        } catch (IOException failure) {
            throw new UncheckedIOException(name + ": " + failure.getMessage(), failure);
        }
    }

    private static boolean hasFiles(Path folder) {
        return FILES.stream().allMatch(name -> Files.exists(file(folder, name)));
    }

    /// The file, compressed or not.
    private static Path file(Path folder, String name) {
        Path plain = folder.resolve(name);
        return Files.exists(plain) ? plain : folder.resolve(name + ".gz");
    }
}
