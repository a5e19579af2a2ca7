package dev.crema.tensor.backend.onednn;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.ConvolutionKernel;
import dev.crema.tensor.backend.ConvolutionShape;
import dev.crema.tensor.backend.Scratch;
import java.util.LinkedHashMap;
import java.util.Map;

/// Convolutions of float32 images by oneDNN, in the blocked layout it likes best: images are brought there and
/// back.
public final class OneDnnConvolution implements ConvolutionKernel {
    /// So many shapes a thread remembers the primitives of.
    private static final int SHAPES = 128;

    private final OneDnn library;
    private final OneDnnObjects objects;
    private final ThreadLocal<Remembered> passes = ThreadLocal.withInitial(Remembered::new);

    OneDnnConvolution(OneDnn library) {
        this.library = library;
        objects = new OneDnnObjects(library);
    }

    /// What one thread has at hand.
    private static final class Remembered {
        final Scratch scratch = new Scratch();
        final Scratch otherScratch = new Scratch();
        final Map<ConvolutionShape, ConvolutionPasses> passes = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ConvolutionShape, ConvolutionPasses> eldest) {
                return size() > SHAPES;
            }
        };
    }

    @Override
    public String name() {
        return "oneDNN";
    }

    /// Whether the library has convolutions of this type.
    public static boolean handles(ConvolutionShape shape) {
        return shape.dtype() == DType.FLOAT32;
    }

    private ConvolutionPasses passes(ConvolutionShape shape) {
        library.useOneThread();
        Remembered remembered = passes.get();
        ConvolutionPasses found = remembered.passes.get(shape);
        if (found == null) {
            found = new ConvolutionPasses(library, objects, shape, remembered.scratch, remembered.otherScratch);
            remembered.passes.put(shape, found);
        }
        return found;
    }

    @Override
    public void forward(ConvolutionShape shape, long x, long w, long bias, long y) {
        passes(shape).forward(x, w, bias, y);
    }

    @Override
    public void inputGradient(ConvolutionShape shape, long dy, long w, long dx) {
        passes(shape).inputGradient(dy, w, dx);
    }

    @Override
    public void weightGradient(ConvolutionShape shape, long x, long dy, long dw) {
        passes(shape).weightGradient(x, dy, dw);
    }

    @Override
    public void gradients(ConvolutionShape shape, long x, long w, long dy, long dx, long dw) {
        passes(shape).gradients(x, w, dy, dx, dw);
    }
}
