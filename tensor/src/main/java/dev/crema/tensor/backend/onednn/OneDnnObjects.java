package dev.crema.tensor.backend.onednn;

import static dev.crema.tensor.backend.ffi.NativeLibrary.INT;
import static dev.crema.tensor.backend.ffi.NativeLibrary.LONG;
import static dev.crema.tensor.backend.ffi.NativeLibrary.POINTER;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.ConvolutionShape;
import dev.crema.tensor.backend.ffi.NativeLibrary;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/// The functions of oneDNN that make, ask and destroy its objects: memory descriptors, primitives and memories. All
/// are opaque pointers.
final class OneDnnObjects {
    private static final int F32 = 3;
    private static final int ANY_FORMAT = 1;
    private static final int FORWARD_TRAINING = 64;
    private static final int DIRECT = 1;
    /// `dnnl_dims_t` is an array of so many int64.
    private static final int MOST_DIMENSIONS = 12;

    private static final int ARRAYS = 4;

    private final OneDnn library;
    private final Storage dimensions = Memory.allocateKept(DType.INT64, ARRAYS * MOST_DIMENSIONS, "oneDNN");

    // dnnl_status_t dnnl_memory_desc_create_with_tag(dnnl_memory_desc_t *, int ndims, const dnnl_dims_t dims,
    // dnnl_data_type_t, dnnl_format_tag_t)
    private final MethodHandle describeAny;
    // dnnl_status_t dnnl_memory_desc_create_with_strides(dnnl_memory_desc_t *, int ndims, const dnnl_dims_t dims,
    // dnnl_data_type_t, const dnnl_dims_t strides)
    private final MethodHandle describe;
    // size_t dnnl_memory_desc_get_size(const_dnnl_memory_desc_t)
    private final MethodHandle size;
    // int dnnl_memory_desc_equal(const_dnnl_memory_desc_t, const_dnnl_memory_desc_t)
    private final MethodHandle equal;
    // dnnl_status_t dnnl_convolution_forward_primitive_desc_create(dnnl_primitive_desc_t *, dnnl_engine_t,
    // dnnl_prop_kind_t, dnnl_alg_kind_t, src, weights, bias, dst, strides, dilates, padding_l, padding_r, attr)
    private final MethodHandle forward;
    // dnnl_status_t dnnl_convolution_backward_data_primitive_desc_create(dnnl_primitive_desc_t *, dnnl_engine_t,
    // dnnl_alg_kind_t, diff_src, weights, diff_dst, strides, dilates, padding_l, padding_r, hint, attr)
    private final MethodHandle inputGradient;
    // dnnl_status_t dnnl_convolution_backward_weights_primitive_desc_create(dnnl_primitive_desc_t *, dnnl_engine_t,
    // dnnl_alg_kind_t, src, diff_weights, diff_bias, diff_dst, strides, dilates, padding_l, padding_r, hint, attr)
    private final MethodHandle weightGradient;
    // dnnl_status_t dnnl_reorder_primitive_desc_create(dnnl_primitive_desc_t *, src, dnnl_engine_t, dst,
    // dnnl_engine_t, attr)
    private final MethodHandle reorder;
    // const_dnnl_memory_desc_t dnnl_primitive_desc_query_md(const_dnnl_primitive_desc_t, dnnl_query_t, int index)
    private final MethodHandle query;
    // dnnl_status_t dnnl_primitive_create(dnnl_primitive_t *, const_dnnl_primitive_desc_t)
    private final MethodHandle primitive;
    // dnnl_status_t dnnl_memory_create(dnnl_memory_t *, const_dnnl_memory_desc_t, dnnl_engine_t, void *)
    private final MethodHandle memory;
    // dnnl_status_t dnnl_…_destroy(dnnl_…_t)
    private final MethodHandle destroyDescriptor;
    private final MethodHandle destroyPrimitiveDescriptor;
    private final MethodHandle destroyPrimitive;
    private final MethodHandle destroyMemory;

    OneDnnObjects(OneDnn library) {
        this.library = library;
        describeAny = library.status("dnnl_memory_desc_create_with_tag", POINTER, INT, POINTER, INT, INT);
        describe = library.status("dnnl_memory_desc_create_with_strides", POINTER, INT, POINTER, INT, POINTER);
        size = library.function("dnnl_memory_desc_get_size", LONG, POINTER);
        equal = library.function("dnnl_memory_desc_equal", INT, POINTER, POINTER);
        forward = library.status("dnnl_convolution_forward_primitive_desc_create", arguments(2, 9));
        inputGradient = library.status("dnnl_convolution_backward_data_primitive_desc_create", arguments(1, 9));
        weightGradient = library.status("dnnl_convolution_backward_weights_primitive_desc_create", arguments(1, 10));
        reorder = library.status("dnnl_reorder_primitive_desc_create", arguments(0, 4));
        query = library.function("dnnl_primitive_desc_query_md", POINTER, POINTER, INT, INT);
        primitive = library.status("dnnl_primitive_create", POINTER, POINTER);
        memory = library.status("dnnl_memory_create", POINTER, POINTER, POINTER, POINTER);
        destroyDescriptor = library.status("dnnl_memory_desc_destroy", POINTER);
        destroyPrimitiveDescriptor = library.status("dnnl_primitive_desc_destroy", POINTER);
        destroyPrimitive = library.status("dnnl_primitive_destroy", POINTER);
        destroyMemory = library.status("dnnl_memory_destroy", POINTER);
    }

    /// A pointer to the result, the engine, so many enums, and the rest pointers.
    private static MemoryLayout[] arguments(int enums, int pointers) {
        MemoryLayout[] arguments = new MemoryLayout[2 + enums + pointers];
        Arrays.fill(arguments, POINTER);
        Arrays.fill(arguments, 2, 2 + enums, INT);
        return arguments;
    }

    private long array(int number, long... values) {
        long address = dimensions.address() + 8L * MOST_DIMENSIONS * number;
        for (int i = 0; i < values.length; i++) NativeMemory.setLong(address + 8L * i, values[i]);
        return address;
    }

    /// Describes floats in a dense row-major array.
    synchronized long dense(Owner owner, long... sizes) {
        long[] strides = new long[sizes.length];
        long stride = 1;
        for (int d = sizes.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= sizes[d];
        }
        return owner.owns(
                destroyDescriptor,
                library.made(
                        "dnnl_memory_desc_create_with_strides",
                        describe,
                        sizes.length,
                        array(0, sizes),
                        F32,
                        array(1, strides)));
    }

    /// Describes floats in whatever layout the primitive likes best.
    synchronized long anyhow(Owner owner, long... sizes) {
        String symbol = "dnnl_memory_desc_create_with_tag";
        return owner.owns(
                destroyDescriptor, library.made(symbol, describeAny, sizes.length, array(0, sizes), F32, ANY_FORMAT));
    }

    long bytes(long descriptor) {
        return asked("dnnl_memory_desc_get_size", size, descriptor);
    }

    boolean areEqual(long first, long second) {
        return asked("dnnl_memory_desc_equal", equal, first, second) != 0;
    }

    /// How a primitive wants an operand; the descriptor belongs to the primitive descriptor.
    long query(long primitiveDescriptor, OneDnn.Role role) {
        int index = role == OneDnn.Role.BIAS ? 1 : 0;
        return asked("dnnl_primitive_desc_query_md", query, primitiveDescriptor, role.query, index);
    }

    private static long asked(String symbol, MethodHandle function, Object... arguments) {
        try {
            return ((Number) function.invokeWithArguments(arguments)).longValue();
        } catch (Throwable failure) {
            throw NativeLibrary.failed(symbol, failure);
        }
    }

    /// The descriptor of a convolution.
    ///
    /// @param bias 0 for none
    synchronized long forward(Owner owner, ConvolutionShape shape, long x, long w, long bias, long y) {
        return owner.owns(
                destroyPrimitiveDescriptor,
                library.made(
                        "dnnl_convolution_forward_primitive_desc_create",
                        forward,
                        library.engine(),
                        FORWARD_TRAINING,
                        DIRECT,
                        x,
                        w,
                        bias,
                        y,
                        strides(shape),
                        dilations(shape),
                        paddings(shape),
                        paddings(shape),
                        library.attributes()));
    }

    /// The descriptor of the gradient for the images.
    ///
    /// @param hint the descriptor of the convolution
    synchronized long inputGradient(Owner owner, ConvolutionShape shape, long hint, long dx, long w, long dy) {
        return owner.owns(
                destroyPrimitiveDescriptor,
                library.made(
                        "dnnl_convolution_backward_data_primitive_desc_create",
                        inputGradient,
                        library.engine(),
                        DIRECT,
                        dx,
                        w,
                        dy,
                        strides(shape),
                        dilations(shape),
                        paddings(shape),
                        paddings(shape),
                        hint,
                        library.attributes()));
    }

    /// The descriptor of the gradient for the weight.
    ///
    /// @param hint the descriptor of the convolution
    synchronized long weightGradient(Owner owner, ConvolutionShape shape, long hint, long x, long dw, long dy) {
        return owner.owns(
                destroyPrimitiveDescriptor,
                library.made(
                        "dnnl_convolution_backward_weights_primitive_desc_create",
                        weightGradient,
                        library.engine(),
                        DIRECT,
                        x,
                        dw,
                        0L,
                        dy,
                        strides(shape),
                        dilations(shape),
                        paddings(shape),
                        paddings(shape),
                        hint,
                        library.attributes()));
    }

    private long strides(ConvolutionShape shape) {
        return array(0, shape.down().stride(), shape.across().stride());
    }

    /// The library counts what lies between two elements.
    private long dilations(ConvolutionShape shape) {
        return array(1, shape.down().dilation() - 1, shape.across().dilation() - 1);
    }

    private long paddings(ConvolutionShape shape) {
        return array(2, shape.down().padding(), shape.across().padding());
    }

    /// The descriptor of a copy from one layout to another.
    long reorder(Owner owner, long from, long to) {
        return owner.owns(
                destroyPrimitiveDescriptor,
                library.made(
                        "dnnl_reorder_primitive_desc_create",
                        reorder,
                        from,
                        library.engine(),
                        to,
                        library.engine(),
                        library.attributes()));
    }

    long primitive(Owner owner, long descriptor) {
        return owner.owns(destroyPrimitive, library.made("dnnl_primitive_create", primitive, descriptor));
    }

    /// A memory that lies nowhere yet.
    long memory(Owner owner, long descriptor) {
        return owner.owns(destroyMemory, library.made("dnnl_memory_create", memory, descriptor, library.engine(), 0L));
    }
}
