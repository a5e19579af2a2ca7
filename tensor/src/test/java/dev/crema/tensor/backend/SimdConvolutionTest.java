package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.simd.SimdConvolution;
import java.util.List;

class SimdConvolutionTest extends ConvolutionContract {
    @Override
    ConvolutionKernel kernel() {
        return new SimdConvolution();
    }

    @Override
    List<DType> types() {
        return List.of(DType.FLOAT32);
    }
}
