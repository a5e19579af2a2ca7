package dev.crema.tensor.backend;

import dev.crema.tensor.backend.simd.SimdBackend;

class SimdBackendTest extends BackendContract {
    private static final SimdBackend BACKEND = new SimdBackend();

    @Override
    Backend backend() {
        return BACKEND;
    }
}
