package dev.crema.tensor;

import dev.crema.tensor.arrow.FromArrow;
import dev.crema.tensor.arrow.ToArrow;
import dev.crema.tensor.file.IpcReader;
import dev.crema.tensor.file.IpcWriter;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/// Tensors as Apache Arrow's columns, and back.
///
/// ```java
/// Arrow.write("data.arrow", Map.of("image", x, "label", y));       // pyarrow.ipc.open_file
/// var x = Arrow.read("data.arrow").get("image");
/// FieldVector column = Arrow.vector("x", x);
/// ```
///
/// A column has one row for each slice along the first dimension: plain numbers, or `arrow.fixed_shape_tensor`.
/// Nothing is copied where the layout allows; booleans are, because Arrow packs eight into a byte.
///
/// **Who owns what.** A buffer or vector that is made of a tensor keeps the tensor's memory until it is closed;
/// both see changes of the other. A tensor that is made of a vector keeps Arrow's buffer until no tensor on it is
/// reachable, or until `x.storage().release("done")`; an allocator of one's own can be closed only after that.
/// `copy()` of a tensor belongs to nobody else.
///
/// Files need no JVM flag. Vectors and buffers are Arrow's own classes and use `sun.misc.Unsafe`, of which the JVM
/// warns unless it is started with `--sun-misc-unsafe-memory-access=allow`.
public final class Arrow {
    private Arrow() {}

    /// The columns of an Arrow IPC file or stream as tensors, all or those that are named.
    ///
    /// @throws IllegalArgumentException if the file is damaged or compressed, or a column holds no numbers or lacks
    /// some
    public static Map<String, Tensor> read(String file, String... columns) {
        return IpcReader.read(file, columns);
    }

    /// Writes tensors of the same number of rows as columns: as an IPC stream if the name ends with `.arrows`, else
    /// as an IPC file.
    public static void write(String file, Map<String, Tensor> columns) {
        IpcWriter.write(file, columns);
    }

    /// A tensor as a vector. Close it when it is no longer needed.
    public static FieldVector vector(String name, Tensor x) {
        return ToArrow.vector(name, x);
    }

    /// Tensors of the same number of rows as a table. Close it when it is no longer needed.
    public static VectorSchemaRoot root(Map<String, Tensor> columns) {
        return ToArrow.root(columns);
    }

    /// The elements of a tensor, row-major, a boolean in a byte. Close it when it is no longer needed.
    public static ArrowBuf buffer(Tensor x) {
        return ToArrow.buffer(x);
    }

    /// The allocator of the vectors that are made here: on the memory of tensors, within their budget.
    public static BufferAllocator allocator() {
        return ToArrow.allocator();
    }

    /// A vector of numbers, of lists of fixed size, or of tensors, as a tensor.
    ///
    /// @throws IllegalArgumentException if values are missing, or are no numbers
    public static Tensor tensor(ValueVector vector) {
        return FromArrow.tensor(vector);
    }

    /// The first elements of a buffer as a tensor.
    public static Tensor tensor(ArrowBuf buffer, DType dtype, int... sizes) {
        return FromArrow.tensor(buffer, dtype, sizes);
    }

    /// Columns of a table side by side, `[rows, columns]`: all, or those that are named.
    public static Tensor matrix(VectorSchemaRoot root, String... columns) {
        return FromArrow.matrix(root, columns);
    }
}
