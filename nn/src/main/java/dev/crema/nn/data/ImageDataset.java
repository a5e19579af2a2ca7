package dev.crema.nn.data;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.List;

/// Labelled images, kept as bytes and turned into floats batch by batch: `pixel / 255`, then `(value − mean) /
/// deviation` if normalised.
///
/// @param pixels uint8, `[n, channels, height, width]`
/// @param labels int64, `[n]`
/// @param mean what is taken out of each value
/// @param deviation what it is divided by then
/// @param name what captions call it
/// @param classes the names of the classes, class 0 first; empty where they are numbers
public record ImageDataset(
        Tensor pixels, Tensor labels, double mean, double deviation, String name, List<String> classes)
        implements Dataset {
    public ImageDataset {
        classes = List.copyOf(classes);
    }

    /// Images whose pixels become numbers from 0 to 1.
    public static ImageDataset of(Tensor pixels, Tensor labels, String name) {
        if (pixels.dtype() != DType.UINT8 || pixels.dim() != 4 || labels.dim() != 1 || pixels.size(0) != labels.size(0))
            throw new IllegalArgumentException(
                    "ImageDataset: expects uint8 pixels [n, channels, height, width] and labels [n], got "
                            + pixels.dtype() + " " + pixels.shape() + " and " + labels.shape());
        return new ImageDataset(pixels, labels, 0, 1, name, List.of());
    }

    /// These images with names for their classes, class 0 first.
    public ImageDataset withClasses(List<String> names) {
        return new ImageDataset(pixels, labels, mean, deviation, name, names);
    }

    /// The images with mean and standard deviation taken out: `(value − mean) / deviation`.
    @Override
    public ImageDataset normalize(double newMean, double newDeviation) {
        if (!(newDeviation > 0))
            throw new IllegalArgumentException("normalize: the deviation must be above 0, got " + newDeviation);
        return new ImageDataset(pixels, labels, newMean, newDeviation, name, classes);
    }

    @Override
    public int size() {
        return pixels.size(0);
    }

    @Override
    public Sample get(int index) {
        return new Sample(floats(pixels.at(index)), labels.at(index));
    }

    @Override
    public Batch batch(int[] indices, int position) {
        Tensor picked = Tensor.of(indices);
        return new Batch(floats(pixels.indexSelect(0, picked)), labels.indexSelect(0, picked), position);
    }

    @Override
    public Tensor targets() {
        return labels;
    }

    /// Name, number of samples and shapes.
    @Override
    public String toString() {
        return name + ", " + size() + " images " + pixels.at(0).shape();
    }

    private Tensor floats(Tensor bytes) {
        Tensor values = bytes.to(DType.defaultFloat()).div(255);
        return mean == 0 && deviation == 1 ? values : values.sub(mean).div(deviation);
    }
}
