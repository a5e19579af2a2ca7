package dev.crema.tensor.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.Arrow;
import dev.crema.tensor.DType;
import dev.crema.tensor.Shape;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.StepScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrowTest {
    private static long address(Tensor x) {
        return NativeMemory.processAddress(x.storage().address());
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void everyTypeAndShapeGoesToArrowAndBack(DType dtype) {
        for (int[] sizes : new int[][] {{5}, {3, 4}, {2, 3, 4}, {1}, {0}, {0, 3}}) {
            Tensor x = Tensor.arange(Shape.of(sizes).numel()).reshape(sizes).to(dtype);
            try (FieldVector vector = Arrow.vector("x", x)) {
                assertThat(vector.getValueCount()).isEqualTo(sizes[0]);
                Tensor back = Arrow.tensor(vector);
                assertThat(back.dtype()).isEqualTo(dtype);
                assertThat(back.shape()).isEqualTo(x.shape());
                assertThat(back.toList()).isEqualTo(x.toList());
            }
        }
    }

    @Test
    void vectorAndTensorAreTheSameMemory() {
        Tensor x = Tensor.arange(6.0);
        while (address(x) % 4096 > 2048) x = Tensor.arange(6.0); // what ends with a page comes back as a copy
        try (Float4Vector vector = (Float4Vector) Arrow.vector("x", x)) {
            assertThat(vector.getDataBufferAddress()).isEqualTo(address(x));
            x.at(2).assign(20);
            assertThat(vector.get(2)).isEqualTo(20);
            vector.set(3, 30);
            assertThat(x.at(3).item()).isEqualTo(30);
            Tensor back = Arrow.tensor(vector);
            assertThat(address(back)).isEqualTo(address(x));
        }
        assertThat(x.toDoubles()).containsExactly(0, 1, 20, 30, 4, 5);
    }

    @Test
    void aViewThatIsNotDenseIsCopied() {
        Tensor x = Tensor.arange(6.0).view(2, 3).t();
        try (FieldVector vector = Arrow.vector("x", x)) {
            assertThat(vector.getField().getType())
                    .isInstanceOfSatisfying(
                            FixedShapeTensorType.class,
                            type -> assertThat(type.shape()).isEqualTo(Shape.of(2)));
            assertThat(vector.getObject(1)).isEqualTo(List.of(1f, 4f));
        }
    }

    @Test
    void aBufferKeepsItsMemoryWhenTheStepEnds() {
        ArrowBuf buffer;
        try (var _ = StepScope.open("training step")) {
            buffer = Arrow.buffer(Tensor.of(1.5, 2.5).mul(2));
        }
        for (int i = 0; i < 100; i++) Tensor.zeros(2);
        assertThat(buffer.getFloat(4)).isEqualTo(5);
        buffer.close();
    }

    @Test
    void aTensorKeepsTheBufferUntilItIsReleased() {
        RootAllocator own = new RootAllocator();
        Float4Vector vector = new Float4Vector("x", own);
        vector.allocateNew(3);
        for (int i = 0; i < 3; i++) vector.set(i, i + 0.5f);
        vector.setValueCount(3);
        long address = vector.getDataBufferAddress();
        Tensor x = Arrow.tensor(vector);
        vector.close();
        assertThat(address(x)).isEqualTo(address);
        assertThat(x.toFloats()).containsExactly(0.5f, 1.5f, 2.5f);
        assertThat(own.getAllocatedMemory()).isPositive();
        x.storage().release("done");
        assertThat(own.getAllocatedMemory()).isZero();
        own.close();
        assertThatThrownBy(x::sum).hasMessageContaining("use after release");
    }

    @Test
    void arrowAllocatesFromTheMemoryOfTensors() {
        try (ArrowBuf buffer = Arrow.allocator().buffer(1000)) {
            assertThat(buffer.memoryAddress() % 64).isZero();
            buffer.setLong(8, 77);
            Tensor x = Arrow.tensor(buffer, DType.INT64, 2);
            assertThat(x.at(1).item()).isEqualTo(77);
            assertThatThrownBy(() -> Arrow.tensor(buffer, DType.INT64, 50, 50))
                    .hasMessageContaining("[50, 50] of int64 needs 20000 bytes, the buffer has");
        }
    }

    @Test
    void columnsOfATableMakeAMatrix() {
        Map<String, Tensor> columns = new LinkedHashMap<>();
        columns.put("a", Tensor.of(1.0, 2.0));
        columns.put("b", Tensor.of(3, 4));
        columns.put("c", Tensor.of(DType.FLOAT64, new double[][] {{5, 6}, {7, 8}}));
        try (VectorSchemaRoot root = Arrow.root(columns)) {
            assertThat(Arrow.matrix(root).toList())
                    .isEqualTo(List.of(List.of(1.0, 3.0, 5.0, 6.0), List.of(2.0, 4.0, 7.0, 8.0)));
            assertThat(Arrow.matrix(root, "b", "a").toList()).isEqualTo(List.of(List.of(3.0, 1.0), List.of(4.0, 2.0)));
            assertThatThrownBy(() -> Arrow.matrix(root, "d"))
                    .hasMessageContaining("there is no column d; the table has [a, b, c]");
        }
        assertThatThrownBy(() -> Arrow.root(Map.of("a", Tensor.ones(2), "b", Tensor.ones(3))))
                .hasMessageContaining("the same number of rows");
    }

    @Test
    void foreignNumbersAreConvertedAndTheRestIsRefusedByName() {
        try (SmallIntVector shorts = new SmallIntVector("s", Arrow.allocator());
                Float4Vector missing = new Float4Vector("m", Arrow.allocator());
                VarCharVector words = new VarCharVector("w", Arrow.allocator())) {
            shorts.allocateNew(2);
            shorts.set(0, -3);
            shorts.set(1, 4);
            shorts.setValueCount(2);
            assertThat(Arrow.tensor(shorts).toInts()).containsExactly(-3, 4);
            assertThat(Arrow.tensor(shorts).dtype()).isEqualTo(DType.INT32);
            missing.allocateNew(2);
            missing.setSafe(0, 1);
            missing.setNull(1);
            missing.setValueCount(2);
            assertThatThrownBy(() -> Arrow.tensor(missing)).hasMessageContaining("the column m has 1 missing values");
            words.allocateNew(1);
            words.setValueCount(0);
            assertThatThrownBy(() -> Arrow.tensor(words))
                    .hasMessageContaining("the column w holds no numbers but VARCHAR");
        }
    }

    @Test
    void theTypeIsRegisteredAndReadsItsOwnMetadata() {
        FixedShapeTensorType type = new FixedShapeTensorType(Shape.of(2, 3));
        assertThat(type.serialize()).isEqualTo("{\"shape\":[2,3]}");
        assertThat(type.deserialize(
                        new ArrowType.FixedSizeList(6), "{\"shape\": [2, 3], \"dim_names\": [\"a\", \"b\"]}"))
                .isEqualTo(type);
        assertThatThrownBy(() -> type.deserialize(new ArrowType.FixedSizeList(6), "{}"))
                .hasMessageContaining("no shape in {}");
        assertThatThrownBy(() ->
                        type.deserialize(new ArrowType.FixedSizeList(6), "{\"shape\":[2,3],\"permutation\":[1,0]}"))
                .hasMessageContaining("the permutation [1, 0] is not understood here");
    }
}
