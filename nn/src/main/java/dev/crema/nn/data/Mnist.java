package dev.crema.nn.data;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// MNIST: 28 × 28 grey handwritten digits, 60,000 to train and 10,000 to test (LeCun, Cortes and Burges 1998).
///
/// ```java
/// var train = DataLoader.of(Mnist.train().normalize(0.1307, 0.3081), 128).shuffle();
/// ```
///
/// The files come from `CREMA_DATA` (the folder, or a folder `mnist` in it), from the cache, or from the web. Where
/// none of these has them, `SyntheticDigits` stands in, and says so. Inputs `[1, 28, 28]` from 0 to 1, targets 0 to
/// 9.
public final class Mnist {
    private static final List<String> MIRRORS = List.of(
            "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/");
    private static final List<DataFolder.Remote> FILES = List.of(
            new DataFolder.Remote("train-images-idx3-ubyte.gz", "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
            new DataFolder.Remote("train-labels-idx1-ubyte.gz", "d53e105ee54ea40749a09fcbcd1e9432"),
            new DataFolder.Remote("t10k-images-idx3-ubyte.gz", "9fb629c4189551a2d022fa330f9573f3"),
            new DataFolder.Remote("t10k-labels-idx1-ubyte.gz", "ec29112dd5afa0611ce80d1b7f02629c"));

    private static boolean webFailed;

    private Mnist() {}

    /// The 60,000 training images.
    public static ImageDataset train() {
        return load(true);
    }

    /// The 10,000 test images.
    public static ImageDataset test() {
        return load(false);
    }

    private static ImageDataset load(boolean train) {
        Path folder = folder();
        if (folder == null) return train ? SyntheticDigits.train() : SyntheticDigits.test();
        String split = train ? "train" : "t10k";
        try {
            Tensor images = IdxFile.read(file(folder, split + "-images-idx3-ubyte"), 3);
            Tensor labels = IdxFile.read(file(folder, split + "-labels-idx1-ubyte"), 1);
            if (images.size(0) != labels.size(0))
                throw new IOException(folder + ": " + images.size(0) + " images but " + labels.size(0)
                        + " labels of the " + split + " split; get both files again");
            return ImageDataset.of(images.unsqueeze(1), labels.to(DType.INT64), "MNIST " + (train ? "train" : "test"));
        } catch (IOException failure) {
            throw new UncheckedIOException("MNIST: " + failure.getMessage(), failure);
        }
    }

    /// Where the files are, or null if they cannot be had.
    private static synchronized @Nullable Path folder() {
        Path given = DataFolder.given();
        if (given != null) {
            if (Files.isDirectory(given.resolve("mnist"))) return given.resolve("mnist");
            if (hasFiles(given)) return given;
        }
        Path cached = DataFolder.cached("mnist");
        if (hasFiles(cached)) return cached;
        if (webFailed) return null;
        try {
            DataFolder.download(MIRRORS, FILES, cached);
            return cached;
        } catch (IOException failure) {
            webFailed = true;
            System.out.println(
                    "MNIST is not here and cannot be downloaded (" + reason(failure) + "); SyntheticDigits stands in."
                            + " To use the real one, set CREMA_DATA to a folder that holds mnist/");
            return null;
        }
    }

    private static String reason(IOException failure) {
        boolean offline = failure instanceof UnknownHostException;
        return offline ? "no connection to " + failure.getMessage() : failure.toString();
    }

    private static boolean hasFiles(Path folder) {
        return Files.exists(file(folder, "train-images-idx3-ubyte"))
                && Files.exists(file(folder, "t10k-labels-idx1-ubyte"));
    }

    /// The file, compressed or not.
    private static Path file(Path folder, String name) {
        Path plain = folder.resolve(name);
        return Files.exists(plain) ? plain : folder.resolve(name + ".gz");
    }
}
