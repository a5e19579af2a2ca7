package dev.crema.tensor.backend.onednn;

import static dev.crema.tensor.backend.ffi.NativeLibrary.FLOAT;
import static dev.crema.tensor.backend.ffi.NativeLibrary.INT;
import static dev.crema.tensor.backend.ffi.NativeLibrary.LONG;
import static dev.crema.tensor.backend.ffi.NativeLibrary.POINTER;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.ffi.NativeLibrary;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/// The functions of oneDNN 3 that we call, but for those about its objects (`OneDnnObjects`).
final class OneDnn {
    /// What `OneDnnObjects.query` asks a primitive for, and which argument of it that is.
    enum Role {
        SOURCE(129, 1),
        SOURCE_GRADIENT(130, 129),
        WEIGHT(131, 33),
        WEIGHT_GRADIENT(132, 161),
        RESULT(133, 17),
        RESULT_GRADIENT(134, 145),
        SCRATCHPAD(136, 80),
        BIAS(131, 41),
        FROM(129, 1),
        TO(133, 17);

        final int query;
        final int argument;

        Role(int query, int argument) {
            this.query = query;
            this.argument = argument;
        }
    }

    private static final int CPU = 1;
    private static final int IN_ORDER = 1;
    private static final int SCRATCHPAD_BY_CALLER = 1;
    private static final String[] STATUS = {
        "success",
        "out of memory",
        "invalid arguments",
        "not implemented",
        "no implementation left",
        "runtime error",
        "not required",
        "invalid graph",
        "invalid operation",
        "invalid shape",
        "invalid data type"
    };

    private final NativeLibrary library;
    private final Storage cell = Memory.allocateKept(DType.INT64, 1, "oneDNN");
    private final long engine;
    private final ThreadLocal<Long> streams = ThreadLocal.withInitial(this::createStream); // each is of one thread
    private final long attributes;

    // dnnl_status_t dnnl_primitive_execute(const_dnnl_primitive_t, dnnl_stream_t, int nargs, const dnnl_exec_arg_t *)
    private final MethodHandle execute;
    // dnnl_status_t dnnl_memory_set_data_handle(dnnl_memory_t, void *)
    private final MethodHandle setAddress;
    // dnnl_status_t dnnl_sgemm(char transa, char transb, dnnl_dim_t M, N, K, float alpha, const float *A, lda, const
    // float *B, ldb, float beta, float *C, ldc); row-major
    private final MethodHandle sgemm;
    // void omp_set_num_threads(int), of the OpenMP library that oneDNN uses; it holds for the calling thread
    private final MethodHandle setThreads;

    OneDnn(NativeLibrary library) {
        this.library = library;
        execute = status("dnnl_primitive_execute", POINTER, POINTER, INT, POINTER);
        setAddress = status("dnnl_memory_set_data_handle", POINTER, POINTER);
        sgemm = status(
                "dnnl_sgemm",
                NativeLibrary.BYTE,
                NativeLibrary.BYTE,
                LONG,
                LONG,
                LONG,
                FLOAT,
                POINTER,
                LONG,
                POINTER,
                LONG,
                FLOAT,
                POINTER,
                LONG);
        setThreads = library.function("omp_set_num_threads", null, INT);
        // dnnl_status_t dnnl_engine_create(dnnl_engine_t *, dnnl_engine_kind_t, size_t index)
        engine = made("dnnl_engine_create", status("dnnl_engine_create", POINTER, INT, LONG), CPU, 0L);
        attributes = createAttributes();
    }

    private long createStream() {
        // dnnl_status_t dnnl_stream_create(dnnl_stream_t *, dnnl_engine_t, unsigned flags)
        return made("dnnl_stream_create", status("dnnl_stream_create", POINTER, POINTER, INT), engine, IN_ORDER);
    }

    /// Attributes of a primitive whose scratch memory the caller brings: the library's own belongs to one thread.
    private long createAttributes() {
        // dnnl_status_t dnnl_primitive_attr_create(dnnl_primitive_attr_t *)
        long made = made("dnnl_primitive_attr_create", status("dnnl_primitive_attr_create", POINTER));
        // dnnl_status_t dnnl_primitive_attr_set_scratchpad_mode(dnnl_primitive_attr_t, dnnl_scratchpad_mode_t)
        String symbol = "dnnl_primitive_attr_set_scratchpad_mode";
        call(symbol, status(symbol, POINTER, INT), made, SCRATCHPAD_BY_CALLER);
        return made;
    }

    /// The version, `3.11.0`.
    String version() {
        // const dnnl_version_t *dnnl_version(void), which begins with int major, minor, patch
        try {
            long version = (long) library.function("dnnl_version", POINTER).invokeExact();
            return NativeMemory.getInt(version) + "." + NativeMemory.getInt(version + 4) + "."
                    + NativeMemory.getInt(version + 8);
        } catch (Throwable failure) {
            throw NativeLibrary.failed("dnnl_version", failure);
        }
    }

    String file() {
        return library.name();
    }

    long engine() {
        return engine;
    }

    /// The attributes of every primitive.
    long attributes() {
        return attributes;
    }

    /// Handles to functions of the library that return a status.
    MethodHandle status(String symbol, MemoryLayout... arguments) {
        return library.function(symbol, INT, arguments);
    }

    /// Handles to functions of the library that return something else.
    MethodHandle function(String symbol, MemoryLayout result, MemoryLayout... arguments) {
        return library.function(symbol, result, arguments);
    }

    /// Calls a function whose first argument is where to write the object it makes.
    synchronized long made(String symbol, MethodHandle function, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = cell.address();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        call(symbol, function, all);
        return NativeMemory.getLong(cell.address());
    }

    static void call(String symbol, MethodHandle function, Object... arguments) {
        try {
            check(symbol, (int) function.invokeWithArguments(arguments));
        } catch (Throwable failure) {
            throw NativeLibrary.failed(symbol, failure);
        }
    }

    private static void check(String symbol, int status) {
        if (status == 0) return;
        String what = status > 0 && status < STATUS.length ? STATUS[status] : "status " + status;
        throw new IllegalStateException("oneDNN: " + symbol + ": " + what);
    }

    /// Runs a primitive on this thread.
    ///
    /// @param arguments address of as many pairs of an argument's number and its memory object
    void execute(long primitive, int count, long arguments) {
        long stream = streams.get();
        try {
            check("dnnl_primitive_execute", (int) execute.invokeExact(primitive, stream, count, arguments));
        } catch (Throwable failure) {
            throw NativeLibrary.failed("dnnl_primitive_execute", failure);
        }
    }

    void setAddress(long memory, long address) {
        try {
            check("dnnl_memory_set_data_handle", (int) setAddress.invokeExact(memory, address));
        } catch (Throwable failure) {
            throw NativeLibrary.failed("dnnl_memory_set_data_handle", failure);
        }
    }

    void sgemm(
            boolean transA,
            boolean transB,
            long m,
            long n,
            long k,
            float alpha,
            long a,
            long lda,
            long b,
            long ldb,
            float beta,
            long c,
            long ldc) {
        try {
            byte first = (byte) (transA ? 'T' : 'N');
            byte second = (byte) (transB ? 'T' : 'N');
            check("dnnl_sgemm", (int) sgemm.invokeExact(first, second, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc));
        } catch (Throwable failure) {
            throw NativeLibrary.failed("dnnl_sgemm", failure);
        }
    }

    /// Lets this thread compute without those of OpenMP, which wait for one another without sleeping.
    void useOneThread() {
        try {
            setThreads.invokeExact(1);
        } catch (Throwable failure) {
            throw NativeLibrary.failed("omp_set_num_threads", failure);
        }
    }
}
