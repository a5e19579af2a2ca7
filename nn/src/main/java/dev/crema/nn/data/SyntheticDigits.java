package dev.crema.nn.data;

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
        var source = new SyntheticDigitsSource(SEED, train);
        String split = train ? "train" : "test";
        return new DrawnImages("synthetic-digits", split + "-1.bin", "SyntheticDigits " + split)
                .load(
                        () -> {
                            var drawn = source.all();
                            return DrawnImages.joined(drawn.pixels(), drawn.labels());
                        },
                        source.size(),
                        1,
                        28,
                        28);
    }
}
