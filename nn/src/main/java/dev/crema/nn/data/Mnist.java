package dev.crema.nn.data;

import java.io.IOException;
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
    private static final IdxDataset FILES = new IdxDataset(
            "MNIST",
            "mnist",
            List.of(
                    "https://ossci-datasets.s3.amazonaws.com/mnist/",
                    "https://storage.googleapis.com/cvdf-datasets/mnist/"),
            List.of(
                    "f68b3c2dcbeaaa9fbdd348bbdeb94873",
                    "d53e105ee54ea40749a09fcbcd1e9432",
                    "9fb629c4189551a2d022fa330f9573f3",
                    "ec29112dd5afa0611ce80d1b7f02629c"));

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
        return FILES.load(folder, train);
    }

    /// Where the files are, or null if they cannot be had.
    private static synchronized @Nullable Path folder() {
        Path local = FILES.local();
        if (local != null || webFailed) return local;
        try {
            return FILES.download();
        } catch (IOException failure) {
            webFailed = true;
            System.out.println("MNIST is not here and cannot be downloaded (" + DataFolder.reason(failure)
                    + "); SyntheticDigits stands in."
                    + " To use the real one, set CREMA_DATA to a folder that holds mnist/");
            return null;
        }
    }
}
