package dev.crema.tensor.backend;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.crema.tensor.backend.simd.SimdProducts;
import org.junit.jupiter.api.BeforeAll;

class SimdProductsTest extends ProductContract {
    @BeforeAll
    static void needsTheVectors() {
        assumeThat(SimdProducts.isSupported()).as("vectors of 512 bits").isTrue();
    }

    @Override
    ProductKernel kernel() {
        SimdProducts products = new SimdProducts();
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
        return SimdProducts.handles(product);
    }
}
