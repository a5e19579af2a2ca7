package dev.crema.tensor.arrow;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.hash.ArrowBufHasher;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/// A column of tensors of one shape.
public final class FixedShapeTensorVector extends ExtensionTypeVector<FixedSizeListVector> {
    private final FieldType type;

    FixedShapeTensorVector(String name, FieldType type, BufferAllocator allocator, FixedSizeListVector lists) {
        super(name, allocator, lists);
        this.type = type;
    }

    /// The shape of the tensor in a row.
    public FixedShapeTensorType type() {
        return (FixedShapeTensorType) type.getType();
    }

    @Override
    public Field getField() {
        return new Field(
                getName(), type, List.of(getUnderlyingVector().getDataVector().getField()));
    }

    @Override
    public Object getObject(int row) {
        return getUnderlyingVector().getObject(row);
    }

    @Override
    public int hashCode(int row) {
        return getUnderlyingVector().hashCode(row);
    }

    @Override
    public int hashCode(int row, ArrowBufHasher hasher) {
        return getUnderlyingVector().hashCode(row, hasher);
    }
}
