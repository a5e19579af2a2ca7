package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.ffi.NativeLibrary;
import dev.crema.tensor.backend.onednn.OneDnnBackend;
import dev.crema.tensor.backend.onednn.OneDnnConvolution;
import dev.crema.tensor.backend.onednn.OneDnnProducts;
import dev.crema.tensor.backend.openblas.OpenBlasProducts;
import dev.crema.tensor.backend.simd.SimdBackend;
import dev.crema.tensor.backend.simd.SimdConvolution;
import dev.crema.tensor.backend.simd.SimdNormalisation;
import dev.crema.tensor.backend.simd.SimdPooling;
import dev.crema.tensor.backend.simd.SimdProducts;
import dev.crema.tensor.backend.simd.VectorApi;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which backend computes what, and why: the candidate that `crema tune` found best on this machine for shapes like
/// this one, else the one that `ProductChoice` or `ConvolutionChoice` names; what is missing is passed over.
public final class Backends {
    private static final String NO_NATIVE_ACCESS =
            "native access is not granted; start java with --enable-native-access=ALL-UNNAMED";
    private static final String WITHOUT_VECTORS;
    private static final String WITHOUT_OPENBLAS;

    private static final Backend ELEMENTWISE;
    private static final @Nullable SimdProducts VECTORS;
    private static final @Nullable ProductKernel SIMD;
    private static final @Nullable OpenBlasProducts OPENBLAS;
    private static final @Nullable ProductKernel LIBRARY;
    private static final ProductKernel REFERENCE = new SplitProducts(new ReferenceProducts());
    private static final @Nullable ConvolutionKernel GATHERING;
    private static final PoolingKernel POOLING;
    private static final NormalisationKernel NORMALISATION;

    static {
        Optional<String> obstacle = NativeLibrary.isAllowed() ? VectorApi.obstacle() : Optional.of(NO_NATIVE_ACCESS);
        WITHOUT_VECTORS = obstacle.orElse("");
        ELEMENTWISE = obstacle.isEmpty() ? new SimdBackend() : new ReferenceBackend();
        PoolingKernel pooling = new ReferencePooling();
        if (obstacle.isEmpty()) pooling = new SimdPooling(); // not by `?:`, for which the verifier must load the class
        POOLING = new SplitPooling(pooling);
        NORMALISATION = obstacle.isEmpty() ? new SimdNormalisation() : new ReferenceNormalisation();
        GATHERING = obstacle.isEmpty() ? new SplitConvolution(new SimdConvolution()) : null;
        VECTORS = obstacle.isEmpty() ? new SimdProducts() : null;
        SIMD = VECTORS == null ? null : new SplitProducts(VECTORS);
        OpenBlasProducts library = null;
        String reason = "";
        try {
            if (NativeLibrary.isAllowed()) library = new OpenBlasProducts();
            else reason = NO_NATIVE_ACCESS;
        } catch (RuntimeException failure) {
            reason = String.valueOf(failure.getMessage());
        }
        OPENBLAS = library;
        LIBRARY = library == null ? null : new SplitProducts(library);
        WITHOUT_OPENBLAS = reason;
    }

    private Backends() {}

    /// oneDNN, looked for when something could use it first.
    private static final class OneDnn {
        static final @Nullable OneDnnBackend FOUND;
        static final @Nullable ProductKernel PRODUCTS;
        static final @Nullable ConvolutionKernel CONVOLUTION;
        static final String MISSING;

        static {
            OneDnnBackend found = null;
            String reason = "";
            try {
                if (NativeLibrary.isAllowed()) found = new OneDnnBackend();
                else reason = NO_NATIVE_ACCESS;
            } catch (RuntimeException failure) {
                reason = failure.getMessage() + "; crema tune --fetch gets it";
            }
            FOUND = found;
            PRODUCTS = found == null ? null : new SplitProducts(found.products());
            CONVOLUTION = found == null ? null : new SplitConvolution(found.convolution());
            MISSING = reason;
        }
    }

    /// What was measured on this machine, read once.
    private static final class Tuned {
        static final @Nullable Tuning READ;
        static final String NOTE;

        static {
            Tuning read = null;
            String note = "built in; crema tune measures them on this machine";
            try {
                if (Files.exists(Tuning.file())) {
                    read = Tuning.read(Tuning.file());
                    note = read.count() + " measured ones in " + Tuning.file();
                    if (!read.machine().equals(machine())) {
                        note = "built in, because those in " + Tuning.file() + " are for " + read.machine()
                                + " and this is " + machine() + "; crema tune measures them again";
                        read = null;
                    }
                }
            } catch (IOException e) {
                note = "built in, because " + e.getMessage();
            }
            READ = read;
            NOTE = note;
        }
    }

    /// Kernels by a choice.
    private static final class Chosen {
        static final ProductKernel PRODUCTS = products(Tuned.READ);
        static final ConvolutionKernel UNFOLDING = new SplitConvolution(new UnfoldedConvolution(PRODUCTS));
    }

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

    /// What computes matrix products: for each the kernel that was chosen for its shape.
    public static ProductKernel products() {
        return Chosen.PRODUCTS;
    }

    /// Matrix products, each by the kernel that is best by these measurements.
    static ProductKernel products(@Nullable Tuning tuning) {
        return new ProductKernel() {
            @Override
            public String name() {
                return "chosen by shape";
            }

            @Override
            public void multiply(Product product) {
                productKernel(tuning, product).multiply(product);
            }
        };
    }

    private static ProductKernel productKernel(@Nullable Tuning tuning, Product product) {
        if (product.dtype() == DType.FLOAT32) {
            @Nullable ProductKernel best = kernel(choice(tuning, product), product);
            if (best != null) return best;
            for (Candidate next : Candidate.values()) {
                @Nullable ProductKernel kernel = kernel(next, product);
                if (kernel != null) return kernel;
            }
        } else if (product.dtype() == DType.FLOAT64 && LIBRARY != null) return LIBRARY;
        return REFERENCE;
    }

    private static Candidate choice(@Nullable Tuning tuning, Product product) {
        @Nullable Candidate measured = tuning == null ? null : tuning.best(product);
        return measured == null ? builtIn(product) : measured;
    }

    /// The candidate for a float32 product where nothing was measured.
    static Candidate builtIn(Product product) {
        return ProductChoice.best(product, bits());
    }

    /// Of a vector; 0 without vectors.
    static int bits() {
        return VECTORS == null ? 0 : VECTORS.bits();
    }

    /// A candidate's kernel; null if it is missing or cannot do this.
    static @Nullable ProductKernel kernel(Candidate candidate, Product product) {
        return switch (candidate) {
            case VECTORS -> VECTORS != null && VECTORS.handles(product) ? SIMD : null;
            case OPENBLAS -> LIBRARY;
            case ONEDNN -> OneDnnProducts.handles(product) ? OneDnn.PRODUCTS : null;
            case UNFOLDING -> null;
        };
    }

    /// What computes a convolution of this shape: the kernel that was chosen for it.
    public static ConvolutionKernel convolution(ConvolutionShape shape, ConvolutionPass pass) {
        @Nullable ConvolutionKernel kernel = kernel(choice(shape, pass), shape);
        return kernel == null ? Chosen.UNFOLDING : kernel;
    }

    private static Candidate choice(ConvolutionShape shape, ConvolutionPass pass) {
        @Nullable Tuning tuning = Tuned.READ;
        @Nullable Candidate measured = tuning == null ? null : tuning.best(shape, pass);
        if (measured != null) return measured;
        Candidate best = ConvolutionChoice.best(shape, pass, OneDnn.FOUND != null, bits());
        return kernel(best, shape) == null ? ConvolutionChoice.best(shape, pass, false, bits()) : best;
    }

    /// A candidate's kernel; null if it is missing or cannot do this.
    static @Nullable ConvolutionKernel kernel(Candidate candidate, ConvolutionShape shape) {
        return switch (candidate) {
            case VECTORS -> GATHERING != null && SimdConvolution.handles(shape) ? GATHERING : null;
            case ONEDNN -> OneDnnConvolution.handles(shape) ? OneDnn.CONVOLUTION : null;
            case OPENBLAS, UNFOLDING -> Chosen.UNFOLDING;
        };
    }

    /// What computes here, a line for each part, with the remedy where something better is missing: element-wise,
    /// matrix products, convolutions, oneDNN, and where the choices come from.
    public static String explain() {
        StringBuilder text = new StringBuilder("element-wise: " + ELEMENTWISE.name());
        if (!WITHOUT_VECTORS.isEmpty())
            text.append(" (").append(WITHOUT_VECTORS).append(')');
        text.append("\nmatrix products: ");
        if (SIMD != null) text.append(SIMD.name()).append(" for few rows; ");
        if (OPENBLAS != null) text.append(OPENBLAS.name()).append(" from ").append(OPENBLAS.file());
        else text.append(REFERENCE.name()).append(" (").append(WITHOUT_OPENBLAS).append(')');
        text.append("\nconvolutions: ");
        if (OneDnn.FOUND != null) text.append(OneDnn.FOUND.name()).append("; for few channels ");
        else if (GATHERING != null) text.append(GATHERING.name()).append("; for few channels ");
        text.append(Chosen.UNFOLDING.name());
        text.append("\noneDNN: ").append(OneDnn.FOUND == null ? OneDnn.MISSING : OneDnn.FOUND.file());
        text.append("\nchoices: ").append(Tuned.NOTE);
        return text.toString();
    }

    /// What computes a product of this shape, and whether that was measured here.
    public static String explain(Product product) {
        @Nullable Tuning tuning = Tuned.READ;
        boolean measured = tuning != null && product.dtype() == DType.FLOAT32 && tuning.best(product) != null;
        return "product " + product.form() + " " + product.m() + "x" + product.k() + "x" + product.n() + ": "
                + productKernel(tuning, product).name() + (measured ? " (measured here)" : " (built-in choice)");
    }

    /// What computes a convolution of this shape, a line for each pass, and whether that was measured here.
    public static String explain(ConvolutionShape shape) {
        @Nullable Tuning tuning = Tuned.READ;
        StringBuilder text = new StringBuilder();
        for (ConvolutionPass pass : ConvolutionPass.values())
            text.append(text.isEmpty() ? "" : "\n")
                    .append(pass)
                    .append(": ")
                    .append(convolution(shape, pass).name())
                    .append(
                            tuning != null && tuning.best(shape, pass) != null
                                    ? " (measured here)"
                                    : " (built-in choice)");
        return text.toString();
    }

    /// The processor and the libraries, for which measurements hold.
    public static String machine() {
        return Processor.name() + "; " + (SIMD == null ? "no vectors" : SIMD.name()) + ", "
                + (OPENBLAS == null ? "no OpenBLAS" : OPENBLAS.name()) + ", "
                + (OneDnn.FOUND == null ? "no oneDNN" : OneDnn.FOUND.name());
    }
}
