package dev.crema.tensor.arrow;

import dev.crema.tensor.DType;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ReferenceManager;

/// One piece of memory that Arrow asked for: taken from the tensors' pool and given back when Arrow closes it.
public final class TensorAllocation extends AllocationManager {
    /// Where Arrow gets its memory.
    public static final AllocationManager.Factory FACTORY = new Factory() {
        private final Storage nothing = Memory.allocateKept(DType.UINT8, NativeMemory.ALIGNMENT, "Arrow buffer");
        private final ArrowBuf empty =
                new ArrowBuf(ReferenceManager.NO_OP, null, 0, NativeMemory.processAddress(nothing.address()));

        @Override
        public AllocationManager create(BufferAllocator owner, long bytes) {
            return new TensorAllocation(owner, Memory.allocateKept(DType.UINT8, bytes, "Arrow buffer"));
        }

        @Override
        public ArrowBuf empty() {
            return empty;
        }
    };

    private final Storage storage;

    private TensorAllocation(BufferAllocator owner, Storage storage) {
        super(owner);
        this.storage = storage;
    }

    @Override
    public long getSize() {
        return storage.bytes();
    }

    @Override
    protected long memoryAddress() {
        return NativeMemory.processAddress(storage.address());
    }

    @Override
    protected void release0() {
        storage.release("the end of an Arrow buffer");
    }
}
