package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.onednn.OneDnnBackend;
import java.util.List;

class OneDnnConvolutionTest extends ConvolutionContract {
    private static final ConvolutionKernel KERNEL = new OneDnnBackend().convolution();

    @Override
    ConvolutionKernel kernel() {
        return KERNEL;
    }

    @Override
    List<DType> types() {
        return List.of(DType.FLOAT32);
    }
}
