package dev.crema.tensor.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What every kernel of convolutions must do: the same as the plain loops, for every way a window can slide.
abstract class ConvolutionContract {
    private static final ConvolutionKernel REFERENCE = new ReferenceConvolution();

    abstract ConvolutionKernel kernel();

    abstract List<DType> types();

    private static ConvolutionShape shape(
            DType dtype, int batch, int in, int out, int height, int width, Window down, Window across, int groups) {
        return new ConvolutionShape(dtype, batch, in, out, height, width, down, across, groups);
    }

    private static Window window(int size, int stride, int padding, int dilation) {
        return new Window(size, stride, padding, dilation);
    }

    private static List<ConvolutionShape> shapes(DType type) {
        Window three = window(3, 1, 0, 1);
        Window same = window(3, 1, 1, 1);
        Window one = window(1, 1, 0, 1);
        return List.of(
                shape(type, 2, 1, 32, 28, 28, three, three, 1),
                shape(type, 3, 32, 64, 13, 13, three, three, 1),
                shape(type, 2, 3, 10, 9, 11, same, same, 1),
                shape(type, 1, 2, 3, 5, 5, same, same, 1),
                shape(type, 2, 5, 17, 8, 7, window(5, 1, 2, 1), window(4, 1, 1, 1), 1),
                shape(type, 2, 4, 6, 11, 12, window(3, 2, 1, 1), window(3, 3, 2, 1), 1),
                shape(type, 2, 4, 70, 12, 12, window(3, 1, 2, 2), window(2, 1, 0, 3), 1),
                shape(type, 2, 6, 9, 7, 7, window(3, 2, 1, 2), window(3, 1, 1, 1), 3),
                shape(type, 2, 4, 4, 6, 6, same, same, 4),
                shape(type, 3, 20, 24, 4, 4, one, one, 1),
                shape(type, 1, 20, 48, 20, 20, one, one, 1),
                shape(type, 40, 16, 16, 2, 2, same, same, 1),
                shape(type, 1, 3, 5, 1, 1, same, same, 1),
                shape(type, 2, 2, 5, 3, 40, window(3, 1, 0, 1), window(7, 2, 3, 1), 1),
                shape(type, 1, 2, 16, 33, 35, same, same, 1),
                shape(type, 1, 3, 3, 5, 5, one, one, 3),
                shape(type, 1, 1, 1, 4, 4, window(4, 4, 0, 1), window(4, 4, 0, 1), 1));
    }

    @TestFactory
    Stream<DynamicTest> forwardAndGradientsAgreeWithThePlainLoops() {
        return types().stream()
                .flatMap(type -> shapes(type).stream())
                .map(shape -> DynamicTest.dynamicTest(shape.toString(), () -> agrees(shape)));
    }

    private void agrees(ConvolutionShape shape) {
        Generator random = Generator.of(shape.hashCode());
        DType dtype = shape.dtype();
        Tensor x = random.randn((int) (shape.batch() * shape.imageIn())).to(dtype);
        Tensor w = random.randn((int) shape.weights()).to(dtype);
        Tensor bias = random.randn(shape.outChannels()).to(dtype);
        Tensor dy = random.randn((int) (shape.batch() * shape.imageOut())).to(dtype);
        check("y", dy, shape, (kernel, y) -> kernel.forward(shape, at(x), at(w), at(bias), y));
        check("y without bias", dy, shape, (kernel, y) -> kernel.forward(shape, at(x), at(w), 0, y));
        check("dx", x, shape, (kernel, dx) -> kernel.inputGradient(shape, at(dy), at(w), dx));
        check("dw", w, shape, (kernel, dw) -> kernel.weightGradient(shape, at(x), at(dy), dw));
        Tensor other = Tensor.zerosLike(shape.weights() > x.numel() ? w : x);
        check("dx of both", x, shape, (kernel, dx) -> kernel.gradients(shape, at(x), at(w), at(dy), dx, at(other)));
        check("dw of both", w, shape, (kernel, dw) -> kernel.gradients(shape, at(x), at(w), at(dy), at(other), dw));
    }

    private interface Pass {
        void by(ConvolutionKernel kernel, long result);
    }

    private void check(String what, Tensor like, ConvolutionShape shape, Pass pass) {
        Tensor guarded = Tensor.full(99, (int) like.numel() + 32).to(like.dtype());
        Tensor wanted = Tensor.zerosLike(like);
        int guard = 16 * like.dtype().bytes();
        pass.by(kernel(), at(guarded) + guard);
        pass.by(REFERENCE, at(wanted));
        double[] got = guarded.toDoubles();
        double[] expected = wanted.toDoubles();
        double terms = Math.sqrt((double) shape.taps() * shape.positions() * shape.batch());
        double tolerance = (like.dtype() == DType.FLOAT32 ? 2e-6 : 1e-14) * (10 + terms);
        for (int i = 0; i < expected.length; i++)
            assertThat(got[i + 16]).as(what + " at " + i).isEqualTo(expected[i], within(tolerance));
        for (int i = 0; i < 16; i++) {
            assertThat(got[i]).as(what + ": before the result").isEqualTo(99);
            assertThat(got[got.length - 1 - i]).as(what + ": behind the result").isEqualTo(99);
        }
    }

    private static long at(Tensor x) {
        return x.storage().address();
    }
}
