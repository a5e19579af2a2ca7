package dev.crema.nn.data;

import java.util.List;

/// Textured shapes drawn by a program, in the format of CIFAR-10 and about as hard: for notebooks that must run
/// offline. They teach the same lessons but are no measure of anything; say so where results are shown.
///
/// ```java
/// var test = SyntheticObjects.test();      // 10,000 images [3, 32, 32], targets 0 to 9
/// println(SyntheticObjects.CLASSES.get(test.get(0).y().itemInt()));
/// ```
///
/// A class is a shape with a texture, in any pose and colour among clutter; how often scene and coat have the
/// colours usual for the class is what a linear model can learn.
public final class SyntheticObjects {
    private static final long SEED = 0;

    /// The names of the classes, in order.
    public static final List<String> CLASSES = List.of(
            "striped disc",
            "striped square",
            "striped triangle",
            "striped star",
            "striped cross",
            "dotted disc",
            "dotted square",
            "dotted triangle",
            "dotted star",
            "dotted cross");

    private SyntheticObjects() {}

    /// 50,000 images to train with.
    public static ImageDataset train() {
        return load(true);
    }

    /// 10,000 images to test with.
    public static ImageDataset test() {
        return load(false);
    }

    private static ImageDataset load(boolean train) {
        var source = new SyntheticObjectsSource(SEED, train);
        String split = train ? "train" : "test";
        return new DrawnImages("synthetic-objects", split + "-1.bin", "SyntheticObjects " + split)
                .load(
                        () -> {
                            var drawn = source.all();
                            return DrawnImages.joined(drawn.pixels(), drawn.labels());
                        },
                        source.size(),
                        3,
                        ObjectPainter.SIZE,
                        ObjectPainter.SIZE)
                .withClasses(CLASSES);
    }
}
