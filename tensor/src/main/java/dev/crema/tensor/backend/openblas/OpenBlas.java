package dev.crema.tensor.backend.openblas;

import static dev.crema.tensor.backend.ffi.NativeLibrary.DOUBLE;
import static dev.crema.tensor.backend.ffi.NativeLibrary.FLOAT;
import static dev.crema.tensor.backend.ffi.NativeLibrary.INT;
import static dev.crema.tensor.backend.ffi.NativeLibrary.POINTER;

import dev.crema.tensor.backend.ffi.NativeLibrary;
import dev.crema.tensor.backend.ffi.NativeSearch;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The functions of OpenBLAS that we call.
final class OpenBlas {
    static final int ROW_MAJOR = 101;
    static final int NO_TRANSPOSE = 111;
    static final int TRANSPOSE = 112;

    private final NativeLibrary library;

    // void cblas_sgemm(order, transA, transB, m, n, k, float alpha, const float *a, lda, const float *b, ldb, float
    // beta, float *c, ldc)
    private final MethodHandle sgemm;
    // void cblas_dgemm(order, transA, transB, m, n, k, double alpha, const double *a, lda, const double *b, ldb, double
    // beta, double *c, ldc)
    private volatile @Nullable MethodHandle dgemm; // linked when somebody needs it: that takes milliseconds
    // void openblas_set_num_threads(int num_threads)
    private final MethodHandle setThreads;

    OpenBlas(NativeLibrary library) {
        this.library = library;
        sgemm = gemm("cblas_sgemm", FLOAT);
        setThreads = library.function("openblas_set_num_threads", null, INT);
    }

    /// Where the library may be.
    private static final NativeSearch SEARCH = new NativeSearch(
            "OpenBLAS",
            "openblas",
            "/org/bytedeco/openblas/",
            List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libgfortran.so.4", "libopenblas.so.0"),
            List.of(
                    "libgcc_s.1.1.dylib",
                    "libquadmath.0.dylib",
                    "libgfortran.5.dylib",
                    "libgfortran.dylib",
                    "libopenblas.0.dylib"),
            List.of("libgcc_s_seh-1.dll", "libquadmath-0.dll", "libgfortran-5.dll", "libopenblas.dll"),
            List.of("libopenblas.so.0", "libopenblas.dylib", "libopenblas.dll"));

    /// The library from the path the user gave (`CREMA_OPENBLAS`), from our artefact, or from the system.
    ///
    /// @throws IllegalStateException naming everything that was tried
    static OpenBlas load() {
        return SEARCH.load(OpenBlas::new);
    }

    String name() {
        return library.name();
    }

    /// Which processor's kernels it chose; `OPENBLAS_CORETYPE` overrides it.
    String coreName() {
        return library.text("openblas_get_corename");
    }

    void sgemm(
            int transA,
            int transB,
            int m,
            int n,
            int k,
            float alpha,
            long a,
            int lda,
            long b,
            int ldb,
            float beta,
            long c,
            int ldc) {
        try {
            sgemm.invokeExact(ROW_MAJOR, transA, transB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
        } catch (Throwable failure) {
            throw NativeLibrary.failed("cblas_sgemm", failure);
        }
    }

    void dgemm(
            int transA,
            int transB,
            int m,
            int n,
            int k,
            double alpha,
            long a,
            int lda,
            long b,
            int ldb,
            double beta,
            long c,
            int ldc) {
        try {
            dgemm().invokeExact(ROW_MAJOR, transA, transB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
        } catch (Throwable failure) {
            throw NativeLibrary.failed("cblas_dgemm", failure);
        }
    }

    private MethodHandle dgemm() {
        MethodHandle linked = dgemm;
        if (linked == null) dgemm = linked = gemm("cblas_dgemm", DOUBLE);
        return linked;
    }

    private MethodHandle gemm(String symbol, MemoryLayout number) {
        return library.function(
                symbol, null, INT, INT, INT, INT, INT, INT, number, POINTER, INT, POINTER, INT, number, POINTER, INT);
    }

    void setThreads(int count) {
        try {
            setThreads.invokeExact(count);
        } catch (Throwable failure) {
            throw NativeLibrary.failed("openblas_set_num_threads", failure);
        }
    }
}
