package dev.crema.tensor.backend;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.simd.SimdConvolution;
import dev.crema.tensor.backend.simd.SimdProducts;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

class SimdConvolutionTest extends ConvolutionContract {
    @BeforeAll
    static void needsTheVectors() {
        assumeThat(SimdProducts.isSupported()).as("vectors of 512 bits").isTrue();
    }

    @Override
    ConvolutionKernel kernel() {
        return new SimdConvolution();
    }

    @Override
    List<DType> types() {
        return List.of(DType.FLOAT32);
    }
}
