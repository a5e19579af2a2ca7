package dev.crema.nn.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// Fashion-MNIST: 28 × 28 grey clothes in ten classes, 60,000 to train and 10,000 to test (Xiao, Rasul and Vollgraf
/// 2017).
///
/// ```java
/// var train = FashionMnist.train().normalize(0.286, 0.353);
/// println(FashionMnist.CLASSES.get(train.get(0).y().itemInt()));
/// ```
///
/// The files come from `CREMA_DATA` (a folder `fashion-mnist` in it), from the cache, or from the web; where none
/// of these has them, it is refused. Inputs `[1, 28, 28]` from 0 to 1, targets 0 to 9.
public final class FashionMnist {
    private static final IdxDataset FILES = new IdxDataset(
            "Fashion-MNIST",
            "fashion-mnist",
            List.of(
                    "https://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
            List.of(
                    "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
                    "25c81989df183df01b3e8a0aad5dffbe",
                    "bef4ecab320f06d8554ea6380940ec79",
                    "bb300cfdad3c16e7a12a480ee83cd310"));

    /// The names of the classes, in order.
    public static final List<String> CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private FashionMnist() {}

    /// The 60,000 training images.
    public static ImageDataset train() {
        return FILES.load(folder(), true).withClasses(CLASSES);
    }

    /// The 10,000 test images.
    public static ImageDataset test() {
        return FILES.load(folder(), false).withClasses(CLASSES);
    }

    private static synchronized Path folder() {
        Path local = FILES.local();
        if (local != null) return local;
        try {
            return FILES.download();
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "Fashion-MNIST is not here and cannot be downloaded (" + DataFolder.reason(failure)
                            + "); set CREMA_DATA to a folder that holds fashion-mnist/ with its four files",
                    failure);
        }
    }
}
