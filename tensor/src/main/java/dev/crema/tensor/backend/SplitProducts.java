package dev.crema.tensor.backend;

/// The products of another kernel, divided among threads by rows or by columns of the result.
final class SplitProducts implements ProductKernel {
    private static final int ROWS = 16;
    private static final int COLUMNS = 64;

    private final ProductKernel kernel;

    SplitProducts(ProductKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public void multiply(Product product) {
        boolean byRows = byRows(product);
        int size = byRows ? product.m() : product.n();
        int unit = byRows ? ROWS : COLUMNS;
        int parts = Workers.parts(product.flops(), (size + unit - 1) / unit);
        if (parts == 1) {
            kernel.multiply(product);
            return;
        }
        Workers.run(parts, part -> {
            int from = Workers.start(part, parts, size, unit);
            int to = Workers.start(part + 1, parts, size, unit);
            kernel.multiply(byRows ? product.rows(from, to) : product.columns(from, to));
        });
    }

    /// Whether to divide the rows: so that a weight, which is c in its update and b in the forward pass, is divided
    /// by the same rows and each core finds its part in its own cache.
    private static boolean byRows(Product product) {
        boolean update = !product.a().isRowMajor() && product.m() >= 2 * ROWS;
        return update || product.m() > product.n();
    }
}
