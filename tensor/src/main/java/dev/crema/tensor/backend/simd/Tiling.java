package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.Product;

/// How the result of a product of float32 matrices is cut into tiles that fit the registers of a processor. A right
/// operand, usually a weight, is read where it lies.
interface Tiling {
    /// Floats in a vector: so many sums make a scalar product, and are added by a tree at its end.
    int lanes();

    /// Whether the distances in this product can be computed with.
    boolean handles(Product product);

    /// A product whose right operand is row-major.
    void outer(Product product);

    /// A product whose right operand is column-major: scalar products of rows.
    void dots(Product product);

    /// Whether a product that replaces c uses the tiles of one that adds to it.
    boolean setsByAdding();

    /// A product that needs every tile, on zeros.
    ///
    /// @param columnMajor how b lies
    Product sample(long memory, boolean columnMajor, double beta);

    /// Calls the tiles of that product with nothing to do.
    void callIdly(boolean columnMajor, double beta);

    /// Floats that the largest sample needs.
    int sampleFloats();
}
