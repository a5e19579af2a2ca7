package dev.crema.tensor.arrow;

import dev.crema.tensor.Shape;
import dev.crema.tensor.file.Json;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ExtensionTypeRegistry;
import org.apache.arrow.vector.types.pojo.FieldType;

/// Arrow's canonical extension type for a column of tensors of one shape, `arrow.fixed_shape_tensor`: a list of
/// fixed size in every row, and the shape beside it.
public final class FixedShapeTensorType extends ArrowType.ExtensionType {
    private final Shape shape;

    /// Tensors of this shape, one in each row.
    public FixedShapeTensorType(Shape shape) {
        this.shape = shape;
    }

    /// Lets Arrow's readers make vectors of this type.
    public static void register() {
        ExtensionTypeRegistry.register(new FixedShapeTensorType(Shape.of()));
    }

    /// The shape of the tensor in a row.
    public Shape shape() {
        return shape;
    }

    @Override
    public ArrowType storageType() {
        return new ArrowType.FixedSizeList(Math.toIntExact(shape.numel()));
    }

    @Override
    public String extensionName() {
        return "arrow.fixed_shape_tensor";
    }

    @Override
    public boolean extensionEquals(ExtensionType other) {
        return other instanceof FixedShapeTensorType type && type.shape.equals(shape);
    }

    @Override
    public String serialize() {
        return "{\"shape\":" + shape.toString().replace(" ", "") + "}";
    }

    @Override
    public ArrowType deserialize(ArrowType storage, String serialized) {
        if (!(Json.parse(serialized) instanceof java.util.Map<?, ?> map)
                || !(map.get("shape") instanceof java.util.List<?> sizes))
            throw new IllegalArgumentException("arrow.fixed_shape_tensor: no shape in " + serialized);
        if (map.get("permutation") instanceof java.util.List<?> order
                && !order.equals(order.stream().sorted().toList()))
            throw new IllegalArgumentException("arrow.fixed_shape_tensor: the permutation " + order
                    + " is not understood here; Arrow.read(file) reads such columns");
        return new FixedShapeTensorType(Shape.of(
                sizes.stream().mapToInt(size -> ((Number) size).intValue()).toArray()));
    }

    @Override
    public FieldVector getNewVector(String name, FieldType type, BufferAllocator allocator) {
        FixedSizeListVector lists = new FixedSizeListVector(name, allocator, FieldType.nullable(storageType()), null);
        return new FixedShapeTensorVector(name, type, allocator, lists);
    }
}
