package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.Product;
import dev.crema.tensor.backend.ProductKernel;
import jdk.incubator.vector.FloatVector;

/// Products of float32 matrices on vectors, without packing: best where one operand has few rows, as a batch has.
public final class SimdProducts implements ProductKernel {
    private final Tiling tiling;
    private final WarmUp setting;
    private final WarmUp adding;
    private final WarmUp dotting;

    /// For this processor.
    public SimdProducts() {
        this(FloatVector.SPECIES_PREFERRED.length() == Tiling512.LANES ? new Tiling512() : new Tiling256());
    }

    SimdProducts(Tiling tiling) {
        this.tiling = tiling;
        adding = warmUp(false, 1);
        setting = tiling.setsByAdding() ? adding : warmUp(false, 0);
        dotting = warmUp(true, 0);
    }

    /// @param columnMajor how b lies
    private WarmUp warmUp(boolean columnMajor, double beta) {
        WarmUp.Kernel kernel = (memory, works) -> {
            if (works) multiplyCold(tiling.sample(memory, columnMajor, beta));
            else tiling.callIdly(columnMajor, beta);
        };
        return WarmUp.ofTiles(kernel, tiling.sampleFloats());
    }

    @Override
    public String name() {
        return "Vector API (" + bits() + " bits)";
    }

    /// The size of the vectors.
    public int bits() {
        return Float.SIZE * tiling.lanes();
    }

    /// Whether there is a kernel for the layout and the factors of this product.
    public boolean handles(Product product) {
        boolean layout = product.b().isRowMajor() || product.a().isRowMajor();
        boolean factors = product.beta() == 1 || (product.beta() == 0 && product.alpha() == 1);
        return layout && factors && product.k() > 0 && tiling.handles(product);
    }

    @Override
    public void multiply(Product product) {
        WarmUp kernels = kernels(product);
        if (kernels.isDone(product.flops())) multiplyCold(product);
        else ScalarProducts.multiply(product, tiling.lanes());
    }

    private WarmUp kernels(Product product) {
        if (!product.b().isRowMajor()) return dotting;
        return product.beta() == 0 ? setting : adding;
    }

    /// The product by vectors, however slow they may be yet.
    public void multiplyCold(Product product) {
        if (product.b().isRowMajor()) tiling.outer(product);
        else tiling.dots(product);
    }
}
