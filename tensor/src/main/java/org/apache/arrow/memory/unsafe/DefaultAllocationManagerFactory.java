package org.apache.arrow.memory.unsafe;

import dev.crema.tensor.arrow.TensorAllocation;
import org.apache.arrow.memory.AllocationManager;

/// Arrow allocates through the class of this name and its field `FACTORY`, and does not start without one. This one
/// takes the memory of tensors, so that neither Netty nor a JVM flag is needed.
public final class DefaultAllocationManagerFactory {
    public static final AllocationManager.Factory FACTORY = TensorAllocation.FACTORY;

    private DefaultAllocationManagerFactory() {}
}
