package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import java.util.ArrayList;
import java.util.List;

/// Convolutions for which one choice is made.
///
/// @param in channels of a group
/// @param out channels of a group
/// @param kernel height and width of the weight
/// @param side height and width of the result
record ConvolutionClass(ConvolutionPass pass, int in, int out, int kernel, int side) {
    private static final List<ConvolutionPass> PASSES = List.of(ConvolutionPass.values());
    private static final Scale IN = new Scale(1, 3, 16, 64);
    private static final Scale OUT = new Scale(8, 32, 128);
    private static final Scale KERNEL = new Scale(1, 3, 5);
    private static final Scale SIDE = new Scale(4, 12, 28);
    private static final int IMAGES = 16;

    /// All of them, in the order of `indexOf`.
    static List<ConvolutionClass> all() {
        List<ConvolutionClass> all = new ArrayList<>();
        for (ConvolutionPass pass : PASSES)
            for (int in = 0; in < IN.count(); in++)
                for (int out = 0; out < OUT.count(); out++)
                    for (int kernel = 0; kernel < KERNEL.count(); kernel++)
                        for (int side = 0; side < SIDE.count(); side++)
                            all.add(new ConvolutionClass(
                                    pass, IN.point(in), OUT.point(out), KERNEL.point(kernel), SIDE.point(side)));
        return all;
    }

    static int indexOf(ConvolutionShape shape, ConvolutionPass pass) {
        int index = PASSES.indexOf(pass) * IN.count() + IN.nearest(shape.groupIn());
        index = index * OUT.count() + OUT.nearest(shape.groupOut());
        index = index * KERNEL.count()
                + KERNEL.nearest(Math.max(shape.down().size(), shape.across().size()));
        return index * SIDE.count() + SIDE.nearest((int) Math.round(Math.sqrt(shape.positions())));
    }

    /// A convolution that stands for the class.
    ConvolutionShape shape() {
        Window window = new Window(kernel, 1, kernel / 2, 1);
        return new ConvolutionShape(DType.FLOAT32, IMAGES, in, out, side, side, window, window, 1);
    }

    @Override
    public String toString() {
        return "convolution " + pass + " " + in + "->" + out + " " + kernel + "x" + kernel + " at " + side + "x" + side;
    }
}
