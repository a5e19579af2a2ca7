package dev.crema.tensor.backend;

import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.Storage;
import org.jspecify.annotations.Nullable;

/// A matrix in memory for a product: an address and the distances, in elements, between rows and between columns.
/// One of the two is 1, or the matrix has to be copied first.
///
/// @param address of the first element, in `NativeMemory.ALL`
public record Matrix(long address, long rowStride, long columnStride) {

    /// The last two dimensions of a layout at a batch position; null if neither stride is 1.
    public static @Nullable Matrix of(Storage storage, Layout layout, long batchOffset) {
        int d = layout.dim();
        long rowStride = layout.stride(d - 2);
        long columnStride = layout.stride(d - 1);
        int rows = layout.size(d - 2);
        int columns = layout.size(d - 1);
        if (columns == 1 && columnStride != 1) columnStride = 1;
        if (rows == 1 && columnStride == 1) rowStride = Math.max(columns, 1);
        boolean rowMajor = columnStride == 1 && rowStride >= Math.max(1, columns);
        boolean columnMajor = rowStride == 1 && columnStride >= Math.max(1, rows);
        if (!rowMajor && !columnMajor) return null;
        long address = storage.address()
                + (layout.offset() + batchOffset) * storage.dtype().bytes();
        return new Matrix(address, rowStride, columnStride);
    }

    /// Whether neighbours in a row are neighbours in memory.
    public boolean isRowMajor() {
        return columnStride == 1;
    }

    /// The distance between the rows of a row-major matrix, or the columns of a column-major one.
    public long leading() {
        return isRowMajor() ? rowStride : columnStride;
    }

    /// The transposed matrix: the same memory.
    public Matrix transpose() {
        return new Matrix(address, columnStride, rowStride);
    }

    /// The part of the matrix that begins at this row and column.
    Matrix from(int row, int column, int bytes) {
        return new Matrix(address + bytes * (row * rowStride + column * columnStride), rowStride, columnStride);
    }
}
