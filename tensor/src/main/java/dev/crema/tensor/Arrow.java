package dev.crema.tensor;

import dev.crema.tensor.file.IpcReader;
import dev.crema.tensor.file.IpcWriter;
import java.util.Map;

/// Tensors as Apache Arrow's columns, and back.
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
}
