package dev.crema.tensor.backend;

/// What computes matrix products.
public interface ProductKernel {
    /// The name, as `crema doctor` prints it.
    String name();

    /// Computes `c = alpha · a · b + beta · c`. With beta = 0 the old content of c is not read.
    void multiply(Product product);
}
