package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import java.util.List;

class UnfoldedConvolutionTest extends ConvolutionContract {
    @Override
    ConvolutionKernel kernel() {
        return new UnfoldedConvolution(Backends.products());
    }

    @Override
    List<DType> types() {
        return List.of(DType.FLOAT32, DType.FLOAT64);
    }
}
