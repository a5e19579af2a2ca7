package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.ConvolutionKernel;
import dev.crema.tensor.backend.ConvolutionShape;
import dev.crema.tensor.backend.Scratch;
import dev.crema.tensor.storage.NativeMemory;
import jdk.incubator.vector.FloatVector;

/// Convolutions of float32 images without unfolding them: pixels are picked from the image by tables and multiplied
/// with vectors of channels, an image at a time, so that all it needs besides the operands stays in the caches.
public final class SimdConvolution implements ConvolutionKernel {
    /// Pixels whose channels are computed before they are put where they belong; whole tiles.
    private static final int PIXELS = 128 * GatheredProduct.ROWS;

    private static final long TILE = 4L * GatheredProduct.ROWS * 4 * GatheredProduct.LANES;

    private final ThreadLocal<Scratch> tables = ThreadLocal.withInitial(Scratch::new);
    private final ThreadLocal<Scratch> weights = ThreadLocal.withInitial(Scratch::new);
    private final ThreadLocal<Scratch> images = ThreadLocal.withInitial(Scratch::new);
    private final ThreadLocal<Scratch> results = ThreadLocal.withInitial(Scratch::new);

    /// Whether there is a kernel for these types.
    public static boolean handles(ConvolutionShape shape) {
        return shape.dtype() == DType.FLOAT32;
    }

    @Override
    public String name() {
        return "Vector API (" + FloatVector.SPECIES_PREFERRED.vectorBitSize() + " bits)";
    }

    private static int lanes(int channels) {
        return GatheredProduct.wholeVectors(channels);
    }

    @Override
    public void forward(ConvolutionShape shape, long x, long w, long bias, long y) {
        int lanes = lanes(shape.groupOut());
        GatherTables table = GatherTables.of(shape, tables.get());
        long transposed = transposedWeights(shape, w, lanes);
        PaddedImage image = new PaddedImage(shape, images.get());
        long tile = results.get().bytes(TILE + 4L * PIXELS * lanes);
        long plane = 4L * shape.positions();
        for (int b = 0; b < shape.batch(); b++) {
            long from = image.of(x, b);
            for (int group = 0; group < shape.groups(); group++) {
                long to = y + 4 * (b * shape.imageOut() + (long) group * shape.groupOut() * shape.positions());
                long weight = transposed + 4L * group * shape.taps() * lanes;
                for (int p = 0; p < shape.positions(); p += PIXELS) {
                    int count = Math.min(PIXELS, shape.positions() - p);
                    new GatheredProduct(table.pixels() + 8L * p, count, table.taps(), shape.taps(), lanes)
                            .multiply(from + group * image.groupBytes(), weight, tile + TILE, false, tile);
                    long offsets = bias == 0 ? 0 : bias + 4L * group * shape.groupOut();
                    ChannelsLast.toPlanes(tile + TILE, lanes, count, to + 4L * p, plane, shape.groupOut(), offsets);
                }
            }
        }
    }

    /// The weight as `[groups, taps, lanes]`.
    private long transposedWeights(ConvolutionShape shape, long w, int lanes) {
        long group = 4L * shape.taps() * lanes;
        long transposed = weights.get().bytes(shape.groups() * group);
        for (int g = 0; g < shape.groups(); g++)
            ChannelsLast.fromPlanes(
                    w + 4L * g * shape.groupOut() * shape.taps(),
                    4L * shape.taps(),
                    shape.groupOut(),
                    shape.taps(),
                    transposed + g * group,
                    lanes);
        return transposed;
    }

    @Override
    public void weightGradient(ConvolutionShape shape, long x, long dy, long dw) {
        int lanes = lanes(shape.groupOut());
        GatherTables table = GatherTables.of(shape, tables.get());
        PaddedImage image = new PaddedImage(shape, images.get());
        long group = 4L * GatheredProduct.wholeTiles(shape.taps()) * lanes;
        long tile = results.get().bytes(TILE + 4L * PIXELS * lanes + shape.groups() * group);
        long upstream = tile + TILE;
        long sums = upstream + 4L * PIXELS * lanes;
        long plane = 4L * shape.positions();
        for (int b = 0; b < shape.batch(); b++) {
            long from = image.of(x, b);
            for (int g = 0; g < shape.groups(); g++) {
                long dyGroup = dy + 4 * (b * shape.imageOut() + (long) g * shape.groupOut() * shape.positions());
                for (int p = 0; p < shape.positions(); p += PIXELS) {
                    int count = Math.min(PIXELS, shape.positions() - p);
                    ChannelsLast.fromPlanes(dyGroup + 4L * p, plane, shape.groupOut(), count, upstream, lanes);
                    new GatheredProduct(table.taps(), shape.taps(), table.pixels() + 8L * p, count, lanes)
                            .multiply(from + g * image.groupBytes(), upstream, sums + g * group, b + p > 0, tile);
                }
            }
        }
        for (int g = 0; g < shape.groups(); g++)
            ChannelsLast.toPlanes(
                    sums + g * group,
                    lanes,
                    shape.taps(),
                    dw + 4L * g * shape.groupOut() * shape.taps(),
                    4L * shape.taps(),
                    shape.groupOut(),
                    0);
    }

    @Override
    public void inputGradient(ConvolutionShape shape, long dy, long w, long dx) {
        int lanes = lanes(shape.groupIn());
        GatherTables table = GatherTables.of(shape, tables.get());
        long transposed = weightsByTap(shape, w, lanes);
        InputGradientImage image = new InputGradientImage(shape, lanes);
        int area = shape.down().size() * shape.across().size();
        long part = 4L * GatheredProduct.wholeTiles(shape.positions()) * lanes;
        long tile = results.get().bytes(TILE + part + image.bytes());
        long sums = tile + TILE + part;
        for (int b = 0; b < shape.batch(); b++)
            for (int g = 0; g < shape.groups(); g++) {
                long from = dy + 4 * (b * shape.imageOut() + (long) g * shape.groupOut() * shape.positions());
                long weight = transposed + 4L * g * area * shape.groupOut() * lanes;
                NativeMemory.clear(sums, image.bytes());
                for (int t = 0; t < area; t++) {
                    new GatheredProduct(table.places(), shape.positions(), table.channels(), shape.groupOut(), lanes)
                            .multiply(from, weight + 4L * t * shape.groupOut() * lanes, tile + TILE, false, tile);
                    image.add(
                            tile + TILE,
                            t / shape.across().size(),
                            t % shape.across().size(),
                            sums);
                }
                long plane = (long) shape.height() * shape.width();
                image.crop(sums, dx + 4 * (b * shape.imageIn() + (long) g * shape.groupIn() * plane));
            }
    }

    /// The weight as `[groups, down, across, groupOut, lanes]`.
    private long weightsByTap(ConvolutionShape shape, long w, int lanes) {
        int area = shape.down().size() * shape.across().size();
        long transposed = weights.get().bytes(4L * area * shape.outChannels() * lanes);
        for (int o = 0; o < shape.outChannels(); o++) {
            int g = o / shape.groupOut();
            for (int t = 0; t < area; t++) {
                long row = ((long) g * area + t) * shape.groupOut() + o % shape.groupOut();
                long to = transposed + 4 * row * lanes;
                long from = w + 4L * ((long) o * shape.taps() + t);
                for (int c = 0; c < shape.groupIn(); c++)
                    NativeMemory.setFloat(to + 4L * c, NativeMemory.getFloat(from + 4L * c * area));
                for (int c = shape.groupIn(); c < lanes; c++) NativeMemory.setFloat(to + 4L * c, 0);
            }
        }
        return transposed;
    }
}
