package dev.crema.tensor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MemoryTest {
    @Test
    void blocksAreAlignedAndAtMostAFifthIsUnused() {
        for (long bytes = 1; bytes < 10_000_000; bytes = bytes * 5 / 4 + 1) {
            int sizeClass = SizeClass.of(bytes);
            long capacity = SizeClass.capacity(sizeClass);
            assertThat(capacity).isGreaterThanOrEqualTo(bytes).matches(c -> c % 64 == 0);
            if (bytes > 4096) assertThat(capacity).isLessThanOrEqualTo(bytes + bytes / 4 + 64);
            if (sizeClass > 0) assertThat(SizeClass.capacity(sizeClass - 1)).isLessThan(bytes);
        }
        assertThat(Tensor.zeros(3).storage().address() % NativeMemory.ALIGNMENT).isZero();
    }

    @Test
    void aScopeFreesWhatWasMadeInsideAndNotKept() {
        Tensor kept;
        Tensor freed;
        Tensor before = Tensor.ones(2);
        try (var _ = StepScope.open("the end of the test")) {
            kept = Tensor.of(1.0, 2).keep();
            freed = kept.mul(2);
        }
        assertThat(kept.sum().item()).isEqualTo(3);
        assertThat(before.sum().item()).isEqualTo(2);
        assertThatThrownBy(freed::sum)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("use after release: a tensor of 2 float32 made by mul")
                .hasMessageContaining("was freed at the end of the test");
        assertThat(freed).hasToString("tensor(released: 2 float32 made by mul)");
    }

    @Test
    void messagesNameTheCell() {
        Memory.cell("cell 3");
        Tensor x;
        try (var _ = StepScope.open("the end of the training step")) {
            x = Tensor.ones(4).relu();
        } finally {
            Memory.cell(null);
        }
        assertThatThrownBy(x::sum).hasMessageContaining("made by relu in cell 3");
    }

    @Test
    void memoryOfAScopeIsUsedAgain() {
        long[] addresses = new long[2];
        for (int i = 0; i < 2; i++)
            try (var _ = StepScope.open("the step")) {
                addresses[i] = Tensor.zeros(1000).storage().address();
            }
        assertThat(addresses[1]).isEqualTo(addresses[0]);
    }

    @Test
    void aLoopThatNeverClosesAnythingStaysWithinBounds() {
        Tensor x = Tensor.ones(1000, 250); // a megabyte
        long most = 0;
        for (int i = 0; i < 3000; i++) {
            x.mul(2);
            most = Math.max(most, Memory.inUse());
        }
        assertThat(most).isLessThan(Memory.budget()).isLessThan(2L << 30);
    }

    @Test
    void manySmallTensorsAreFreedToo() throws InterruptedException {
        Memory.trim();
        long before = Memory.inUse();
        for (int i = 0; i < 200_000; i++) Tensor.scalar(i);
        // the JVM hands over what it collected a moment after the collection
        for (int tries = 0; tries < 100 && Memory.inUse() - before >= 8 << 20; tries++) {
            Memory.trim();
            Thread.sleep(20);
        }
        assertThat(Memory.inUse() - before).isLessThan(8 << 20);
    }

    @Test
    void anAllocationBeyondTheBudgetIsAnExceptionThatNamesTheLargest() {
        Tensor large = Tensor.zeros(1 << 20);
        int elements = (int) Math.min(Integer.MAX_VALUE - 8, Memory.budget());
        assertThatThrownBy(() -> Memory.allocate(DType.FLOAT64, 2L * elements, "zeros"))
                .isInstanceOf(OutOfTensorMemory.class)
                .hasMessageStartingWith("zeros: no memory for ")
                .hasMessageContaining("CREMA_MEMORY")
                .hasMessageContaining("The largest:");
        assertThat(large.add(1).sum().item()).isEqualTo(1 << 20);
    }

    @Test
    void whatNoMachineHoldsIsRefusedWithoutACollection() {
        assertThatThrownBy(() -> Memory.allocate(DType.FLOAT64, 1L << 50, "zeros"))
                .isInstanceOf(OutOfTensorMemory.class)
                .hasMessageContaining("1,125,899,906,842,624 elements of float64 are more than any machine holds");
        assertThatThrownBy(() -> Tensor.zeros(1 << 30, 1 << 30, 1 << 30))
                .hasMessage("shape: [1073741824, 1073741824, 1073741824] has more elements than can be counted");
    }

    @Test
    void whatMayBeGarbageStaysFarFromTheBudget() {
        Memory.trim();
        long before = Memory.inUse();
        long most = 0;
        for (int i = 0; i < 60; i++) {
            Tensor.zeros(25_000_000); // 100 MB
            most = Math.max(most, Memory.inUse() - before);
        }
        assertThat(most).isLessThan(Math.max(600L << 20, before));
    }
}
