package dev.crema.tensor.storage;

/// Tensors need more memory than their budget or the system has. Model and notebook live on.
public final class OutOfTensorMemory extends RuntimeException {
    public OutOfTensorMemory(String message) {
        super(message);
    }
}
