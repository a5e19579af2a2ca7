package dev.crema.tensor.backend;

import dev.crema.tensor.backend.onednn.OneDnnBackend;

class OneDnnProductsTest extends ProductContract {
    private static final ProductKernel KERNEL = new OneDnnBackend().products();

    @Override
    ProductKernel kernel() {
        return KERNEL;
    }
}
