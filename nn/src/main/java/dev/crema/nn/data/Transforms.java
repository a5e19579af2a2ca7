package dev.crema.nn.data;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// What happens to images on their way to a model. Each takes one image `[C, H, W]` or a batch `[B, C, H, W]`;
/// random ones draw anew for each image, from a seed that follows `Tensor.manualSeed`.
///
/// ```java
/// var augmented = train.map(Transforms.compose(Transforms.randomCrop(32, 4), Transforms.randomFlip()));
/// ```
public final class Transforms {
    private Transforms() {}

    /// Bytes with the colours last, `[H, W, C]`, `[B, H, W, C]` or `[H, W]`, as floats from 0 to 1 with the colours
    /// first.
    public static UnaryOperator<Tensor> toTensor() {
        return BatchTransform.ofImages(x -> {
            if (x.dim() < 2 || x.dim() > 4)
                throw new IllegalArgumentException(
                        "toTensor: expects an image [H, W] or [H, W, C], or a batch [B, H, W, C], got " + x.shape());
            Tensor ordered = switch (x.dim()) {
                case 2 -> x.unsqueeze(0);
                case 3 -> x.permute(2, 0, 1);
                default -> x.permute(0, 3, 1, 2);
            };
            boolean bytes = x.dtype() == DType.UINT8;
            Tensor floats = ordered.contiguous().to(DType.defaultFloat());
            return bytes ? floats.div(255) : floats;
        });
    }

    /// `(x − mean) / deviation`.
    public static UnaryOperator<Tensor> normalize(double mean, double deviation) {
        return normalize(new double[] {mean}, new double[] {deviation});
    }

    /// `(x − mean) / deviation`, with numbers for each channel.
    public static UnaryOperator<Tensor> normalize(double[] means, double[] deviations) {
        Tensor mean = channels("normalize", means);
        Tensor deviation = deviations(means, deviations);
        return BatchTransform.ofImages(
                x -> image("normalize", x, means.length).sub(mean).div(deviation));
    }

    /// Takes `normalize` back, for showing: `x · deviation + mean`.
    public static UnaryOperator<Tensor> unnormalize(double mean, double deviation) {
        return unnormalize(new double[] {mean}, new double[] {deviation});
    }

    /// Takes `normalize` back, with numbers for each channel.
    public static UnaryOperator<Tensor> unnormalize(double[] means, double[] deviations) {
        Tensor mean = channels("unnormalize", means);
        Tensor deviation = deviations(means, deviations);
        return BatchTransform.ofImages(
                x -> image("unnormalize", x, means.length).mul(deviation).add(mean));
    }

    private static Tensor deviations(double[] means, double... deviations) {
        if (means.length != deviations.length || Arrays.stream(deviations).anyMatch(d -> !(d > 0)))
            throw new IllegalArgumentException("normalize: the means " + Arrays.toString(means)
                    + " need as many deviations above 0, got " + Arrays.toString(deviations));
        return channels("normalize", deviations);
    }

    private static Tensor channels(String what, double... values) {
        if (values.length == 0) throw new IllegalArgumentException(what + ": no channel is given");
        return Tensor.of(DType.defaultFloat(), values).view(values.length, 1, 1);
    }

    private static Tensor image(String what, Tensor x, int channels) {
        if (x.dim() != 3 && x.dim() != 4 || channels > 1 && x.size(-3) != channels)
            throw new IllegalArgumentException(what + ": expects images [C, H, W] or [B, C, H, W]"
                    + (channels > 1 ? " of " + channels + " channels" : "") + ", got " + x.shape());
        return x;
    }

    /// One after the other.
    @SafeVarargs
    public static UnaryOperator<Tensor> compose(UnaryOperator<Tensor>... steps) {
        UnaryOperator<Tensor> all = x -> {
            Tensor result = x;
            for (UnaryOperator<Tensor> step : steps) result = step.apply(result);
            return result;
        };
        boolean ofBatches = true;
        for (UnaryOperator<Tensor> step : steps) ofBatches &= step instanceof BatchTransform;
        return ofBatches ? BatchTransform.ofImages(all) : all;
    }

    /// Left and right swapped in half of the images.
    public static UnaryOperator<Tensor> randomFlip() {
        return randomFlip(-1);
    }

    /// Top and bottom swapped in half of the images.
    public static UnaryOperator<Tensor> randomVerticalFlip() {
        return randomFlip(-2);
    }

    private static UnaryOperator<Tensor> randomFlip(int dim) {
        Generator random = Generator.of(Generator.seedOfShuffle());
        return BatchTransform.ofImages(
                x -> each("randomFlip", x, one -> random.nextDouble() < 0.5 ? reversed(one, dim) : one));
    }

    /// Left and right swapped.
    public static UnaryOperator<Tensor> flip() {
        return BatchTransform.ofImages(x -> reversed(image("flip", x, 1), -1));
    }

    private static Tensor reversed(Tensor x, int dim) {
        int size = x.size(dim);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) order[i] = size - 1 - i;
        return x.indexSelect(x.dim() + dim, Tensor.of(order));
    }

    /// A random square of this size out of each image, after so many zeros were added on every side.
    public static UnaryOperator<Tensor> randomCrop(int size, int padding) {
        if (size < 1 || padding < 0)
            throw new IllegalArgumentException(
                    "randomCrop: size must be at least 1 and padding 0, got " + size + " and " + padding);
        Generator random = Generator.of(Generator.seedOfShuffle());
        return BatchTransform.ofImages(x -> each("randomCrop", x, one -> {
            Tensor padded = padded(one, padding);
            int top = random.nextInt(room("randomCrop", padded.size(1), size) + 1);
            int left = random.nextInt(room("randomCrop", padded.size(2), size) + 1);
            return padded.narrow(1, top, size).narrow(2, left, size);
        }));
    }

    /// The square of this size in the middle.
    public static UnaryOperator<Tensor> centerCrop(int size) {
        return BatchTransform.ofImages(x -> {
            Tensor images = image("centerCrop", x, 1);
            int top = (int) Math.rint(room("centerCrop", images.size(-2), size) / 2.0);
            int left = (int) Math.rint(room("centerCrop", images.size(-1), size) / 2.0);
            return images.narrow(images.dim() - 2, top, size).narrow(images.dim() - 1, left, size);
        });
    }

    private static int room(String what, int has, int wants) {
        if (wants < 1 || wants > has)
            throw new IllegalArgumentException(
                    what + ": a square of " + wants + " does not fit into " + has + " pixels; padding makes room");
        return has - wants;
    }

    private static Tensor padded(Tensor image, int padding) {
        if (padding == 0) return image;
        Tensor padded = Tensor.zeros(image.size(0), image.size(1) + 2 * padding, image.size(2) + 2 * padding)
                .to(image.dtype());
        padded.narrow(1, padding, image.size(1))
                .narrow(2, padding, image.size(2))
                .assign(image);
        return padded;
    }

    private static Tensor each(String what, Tensor x, UnaryOperator<Tensor> change) {
        Tensor images = image(what, x, 1);
        if (images.dim() == 3) return change.apply(images);
        Tensor[] changed = new Tensor[images.size(0)];
        for (int i = 0; i < changed.length; i++) changed[i] = change.apply(images.at(i));
        return Tensor.stack(0, changed);
    }

    /// A batch as one picture, `[C, height, width]`: so many images in a row, two pixels of 0 around each, as
    /// torchvision's `make_grid`; grey images become three equal channels.
    public static Tensor makeGrid(Tensor images, int perRow) {
        if (images.dim() != 4 || images.size(0) == 0 || perRow < 1)
            throw new IllegalArgumentException("makeGrid: expects images [B, C, H, W] and at least 1 in a row, got "
                    + images.shape() + " and " + perRow);
        Tensor batch = images.size(1) == 1 ? images.expand(images.size(0), 3, images.size(2), images.size(3)) : images;
        int count = batch.size(0);
        int columns = Math.min(perRow, count);
        int height = batch.size(2) + GRID_PADDING;
        int width = batch.size(3) + GRID_PADDING;
        Tensor grid = Tensor.zeros(
                        batch.size(1),
                        height * Math.ceilDiv(count, columns) + GRID_PADDING,
                        width * columns + GRID_PADDING)
                .to(batch.dtype());
        for (int i = 0; i < count; i++)
            grid.narrow(1, i / columns * height + GRID_PADDING, batch.size(2))
                    .narrow(2, i % columns * width + GRID_PADDING, batch.size(3))
                    .assign(batch.at(i));
        return grid;
    }

    private static final int GRID_PADDING = 2;
}
