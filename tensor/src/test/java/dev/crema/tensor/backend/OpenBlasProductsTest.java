package dev.crema.tensor.backend;

import dev.crema.tensor.backend.openblas.OpenBlasProducts;

class OpenBlasProductsTest extends ProductContract {
    private static final OpenBlasProducts KERNEL = new OpenBlasProducts();

    @Override
    ProductKernel kernel() {
        return KERNEL;
    }
}
