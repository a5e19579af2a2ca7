package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.ffi.NativeLibrary;
import dev.crema.tensor.backend.openblas.OpenBlasProducts;
import dev.crema.tensor.backend.simd.SimdBackend;
import dev.crema.tensor.backend.simd.SimdConvolution;
import dev.crema.tensor.backend.simd.SimdNormalisation;
import dev.crema.tensor.backend.simd.SimdPooling;
import dev.crema.tensor.backend.simd.SimdProducts;
import dev.crema.tensor.backend.simd.VectorApi;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which backend computes what, and why.
public final class Backends {
    private static final String NO_NATIVE_ACCESS =
            "native access is not granted; start java with --enable-native-access=ALL-UNNAMED";
    private static final String WITHOUT_VECTORS;
    private static final String WITHOUT_OPENBLAS;

    private static final Backend ELEMENTWISE;
    private static final @Nullable ProductKernel SIMD;
    private static final @Nullable OpenBlasProducts OPENBLAS;
    private static final ProductKernel REFERENCE = new ReferenceProducts();
    private static final ProductKernel CHOSEN = new ChosenProducts();
    private static final @Nullable SimdConvolution GATHERING;
    private static final PoolingKernel POOLING;
    private static final NormalisationKernel NORMALISATION;
    private static final ConvolutionKernel UNFOLDING = new UnfoldedConvolution(CHOSEN);

    static {
        Optional<String> obstacle = NativeLibrary.isAllowed() ? VectorApi.obstacle() : Optional.of(NO_NATIVE_ACCESS);
        WITHOUT_VECTORS = obstacle.orElse("");
        ELEMENTWISE = obstacle.isEmpty() ? new SimdBackend() : new ReferenceBackend();
        POOLING = obstacle.isEmpty() ? new SimdPooling() : new ReferencePooling();
        NORMALISATION = obstacle.isEmpty() ? new SimdNormalisation() : new ReferenceNormalisation();
        GATHERING = obstacle.isEmpty() ? new SimdConvolution() : null;
        SIMD = obstacle.isEmpty() && SimdProducts.isSupported() ? new SimdProducts() : null;
        OpenBlasProducts library = null;
        String reason = "";
        try {
            if (NativeLibrary.isAllowed()) library = new OpenBlasProducts();
            else reason = NO_NATIVE_ACCESS;
        } catch (RuntimeException failure) {
            reason = String.valueOf(failure.getMessage());
        }
        OPENBLAS = library;
        WITHOUT_OPENBLAS = reason;
    }

    private Backends() {}

    /// What computes element by element, reduces and copies.
    public static Backend elementwise() {
        return ELEMENTWISE;
    }

    /// What pools images.
    public static PoolingKernel pooling() {
        return POOLING;
    }

    /// What normalises channels and rows.
    public static NormalisationKernel normalisation() {
        return NORMALISATION;
    }

    /// What computes matrix products: for each the kernel that `ProductChoice` names.
    public static ProductKernel products() {
        return CHOSEN;
    }

    /// What computes a convolution of this shape: the kernel that `ConvolutionChoice` names.
    public static ConvolutionKernel convolution(ConvolutionShape shape) {
        if (GATHERING != null && SimdConvolution.handles(shape) && ConvolutionChoice.prefersGathering(shape))
            return GATHERING;
        return UNFOLDING;
    }

    /// The kernel for a product of this form and size.
    static ProductKernel productKernel(Product product) {
        if (product.dtype() == DType.FLOAT32) {
            if (SIMD != null && SimdProducts.handles(product) && ProductChoice.prefersVectors(product)) return SIMD;
            if (OPENBLAS != null) return OPENBLAS;
            if (SIMD != null && SimdProducts.handles(product)) return SIMD;
        } else if (product.dtype() == DType.FLOAT64 && OPENBLAS != null) return OPENBLAS;
        return REFERENCE;
    }

    /// What computes here, a line for each part, with the remedy where something better is missing.
    public static String explain() {
        StringBuilder text = new StringBuilder("element-wise: " + ELEMENTWISE.name());
        if (!WITHOUT_VECTORS.isEmpty())
            text.append(" (").append(WITHOUT_VECTORS).append(')');
        text.append("\nmatrix products: ");
        if (SIMD != null) text.append(SIMD.name()).append(" for few rows; ");
        if (OPENBLAS != null) text.append(OPENBLAS.name()).append(" from ").append(OPENBLAS.file());
        else text.append(REFERENCE.name()).append(" (").append(WITHOUT_OPENBLAS).append(')');
        text.append("\nconvolutions: ");
        if (GATHERING != null && SIMD != null) text.append(GATHERING.name()).append("; for few channels ");
        text.append(UNFOLDING.name());
        return text.toString();
    }

    private static final class ChosenProducts implements ProductKernel {
        @Override
        public String name() {
            return "chosen by shape";
        }

        @Override
        public void multiply(Product product) {
            productKernel(product).multiply(product);
        }
    }
}
