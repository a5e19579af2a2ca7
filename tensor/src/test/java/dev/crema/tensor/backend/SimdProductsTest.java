package dev.crema.tensor.backend;

import dev.crema.tensor.backend.simd.SimdProducts;

class SimdProductsTest extends ProductContract {
    private final SimdProducts products = new SimdProducts();

    @Override
    ProductKernel kernel() {
        return new ProductKernel() {
            @Override
            public String name() {
                return products.name();
            }

            @Override
            public void multiply(Product product) {
                products.multiplyCold(product);
            }
        };
    }

    @Override
    boolean handles(Product product) {
        return products.handles(product);
    }
}
