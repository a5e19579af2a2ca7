package dev.crema.tensor.backend.onednn;

import dev.crema.tensor.backend.ConvolutionShape;
import dev.crema.tensor.backend.Scratch;
import org.jspecify.annotations.Nullable;

/// The primitives of a convolution of one shape, each made when it is first needed. For one thread.
final class ConvolutionPasses {
    private static final int UPSTREAM_OF_INPUT = 1;
    private static final int UPSTREAM_OF_WEIGHT = 1;

    private final OneDnn library;
    private final OneDnnObjects objects;
    private final ConvolutionShape shape;
    private final Scratch scratch;
    private final Scratch otherScratch;
    private final Owner owner = new Owner();
    private final long[] imageSizes;
    private final long[] weightSizes;
    private final long[] resultSizes;
    private final @Nullable Pass[] forwards = new Pass[2];
    private @Nullable Pass inputGradient;
    private @Nullable Pass weightGradient;
    private boolean sharesUpstream;

    ConvolutionPasses(
            OneDnn library, OneDnnObjects objects, ConvolutionShape shape, Scratch scratch, Scratch otherScratch) {
        this.library = library;
        this.objects = objects;
        this.shape = shape;
        this.scratch = scratch;
        this.otherScratch = otherScratch;
        imageSizes = new long[] {shape.batch(), shape.inChannels(), shape.height(), shape.width()};
        resultSizes = new long[] {shape.batch(), shape.outChannels(), shape.outHeight(), shape.outWidth()};
        long down = shape.down().size();
        long across = shape.across().size();
        weightSizes = shape.groups() == 1
                ? new long[] {shape.outChannels(), shape.inChannels(), down, across}
                : new long[] {shape.groups(), shape.groupOut(), shape.groupIn(), down, across};
        owner.goWith(this);
    }

    /// @param bias 0 for none
    void forward(long x, long w, long bias, long y) {
        int kind = bias == 0 ? 0 : 1;
        Pass pass = forwards[kind];
        if (pass == null) {
            pass = forwardPass(bias != 0);
            forwards[kind] = pass;
        }
        if (bias == 0) pass.run(x, w, y);
        else pass.run(x, w, bias, y);
    }

    private Pass forwardPass(boolean hasBias) {
        long bias = hasBias ? objects.dense(owner, shape.outChannels()) : 0;
        long descriptor = forwardDescriptor(bias);
        var x = new Pass.Given(OneDnn.Role.SOURCE, objects.dense(owner, imageSizes));
        var w = new Pass.Given(OneDnn.Role.WEIGHT, objects.dense(owner, weightSizes));
        var y = new Pass.Given(OneDnn.Role.RESULT, objects.dense(owner, resultSizes));
        if (!hasBias) return new Pass(library, objects, owner, scratch, descriptor, x, w, y);
        return new Pass(library, objects, owner, scratch, descriptor, x, w, new Pass.Given(OneDnn.Role.BIAS, bias), y);
    }

    private long forwardDescriptor(long bias) {
        return objects.forward(
                owner,
                shape,
                objects.anyhow(owner, imageSizes),
                objects.anyhow(owner, weightSizes),
                bias,
                objects.anyhow(owner, resultSizes));
    }

    void inputGradient(long dy, long w, long dx) {
        inputGradient().run(w, dy, dx);
    }

    void weightGradient(long x, long dy, long dw) {
        weightGradient().run(x, dy, dw);
    }

    /// Both gradients, the upstream one brought into the library's layout once.
    void gradients(long x, long w, long dy, long dx, long dw) {
        Pass first = inputGradient();
        first.run(w, dy, dx);
        long place = first.placeOf(UPSTREAM_OF_INPUT);
        Pass second = weightGradient();
        if (sharesUpstream && place != 0) second.run(UPSTREAM_OF_WEIGHT, place, x, dy, dw);
        else second.run(x, dy, dw);
    }

    private Pass inputGradient() {
        Pass pass = inputGradient;
        if (pass != null) return pass;
        long dx = objects.anyhow(owner, imageSizes);
        long w = objects.anyhow(owner, weightSizes);
        long dy = objects.anyhow(owner, resultSizes);
        pass = new Pass(
                library,
                objects,
                owner,
                scratch,
                objects.inputGradient(owner, shape, forwardDescriptor(0), dx, w, dy),
                new Pass.Given(OneDnn.Role.WEIGHT, objects.dense(owner, weightSizes)),
                new Pass.Given(OneDnn.Role.RESULT_GRADIENT, objects.dense(owner, resultSizes)),
                new Pass.Given(OneDnn.Role.SOURCE_GRADIENT, objects.dense(owner, imageSizes)));
        inputGradient = pass;
        compareUpstreams();
        return pass;
    }

    private Pass weightGradient() {
        Pass pass = weightGradient;
        if (pass != null) return pass;
        long x = objects.anyhow(owner, imageSizes);
        long dw = objects.anyhow(owner, weightSizes);
        long dy = objects.anyhow(owner, resultSizes);
        pass = new Pass(
                library,
                objects,
                owner,
                otherScratch,
                objects.weightGradient(owner, shape, forwardDescriptor(0), x, dw, dy),
                new Pass.Given(OneDnn.Role.SOURCE, objects.dense(owner, imageSizes)),
                new Pass.Given(OneDnn.Role.RESULT_GRADIENT, objects.dense(owner, resultSizes)),
                new Pass.Given(OneDnn.Role.WEIGHT_GRADIENT, objects.dense(owner, weightSizes)));
        weightGradient = pass;
        compareUpstreams();
        return pass;
    }

    private void compareUpstreams() {
        if (inputGradient != null && weightGradient != null)
            sharesUpstream = weightGradient.sharesLayout(UPSTREAM_OF_WEIGHT, inputGradient, UPSTREAM_OF_INPUT);
    }
}
