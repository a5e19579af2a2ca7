package dev.crema.tensor.backend;

/// The pooling of another kernel, divided among threads by planes.
final class SplitPooling implements PoolingKernel {
    private final PoolingKernel kernel;

    SplitPooling(PoolingKernel kernel) {
        this.kernel = kernel;
    }

    private interface Work {
        /// Some planes, with the elements that lie before them, before and after the pooling.
        void on(PoolingShape planes, long in, long out);
    }

    private static void divide(PoolingShape shape, Work work) {
        int parts = Workers.parts((long) shape.planes() * (shape.planeIn() + shape.planeOut()), shape.planes());
        if (parts == 1) {
            work.on(shape, 0, 0);
            return;
        }
        Workers.run(parts, part -> {
            int from = Workers.start(part, parts, shape.planes(), 1);
            int to = Workers.start(part + 1, parts, shape.planes(), 1);
            PoolingShape planes = new PoolingShape(shape.dtype(), to - from, shape.down(), shape.across());
            work.on(planes, (long) from * shape.planeIn(), (long) from * shape.planeOut());
        });
    }

    @Override
    public void maximum(PoolingShape shape, long x, long y, long positions) {
        int bytes = shape.dtype().bytes();
        divide(
                shape,
                (planes, in, out) -> kernel.maximum(
                        planes, x + bytes * in, y + bytes * out, positions == 0 ? 0 : positions + 4 * out));
    }

    @Override
    public void maximumGradient(PoolingShape shape, long dy, long positions, long dx) {
        int bytes = shape.dtype().bytes();
        divide(
                shape,
                (planes, in, out) ->
                        kernel.maximumGradient(planes, dy + bytes * out, positions + 4 * out, dx + bytes * in));
    }

    @Override
    public void average(PoolingShape shape, long x, long y) {
        int bytes = shape.dtype().bytes();
        divide(shape, (planes, in, out) -> kernel.average(planes, x + bytes * in, y + bytes * out));
    }

    @Override
    public void averageGradient(PoolingShape shape, long dy, long dx) {
        int bytes = shape.dtype().bytes();
        divide(shape, (planes, in, out) -> kernel.averageGradient(planes, dy + bytes * out, dx + bytes * in));
    }
}
