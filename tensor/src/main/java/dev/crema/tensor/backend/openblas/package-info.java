/// Matrix products by OpenBLAS through FFM.
@NullMarked
package dev.crema.tensor.backend.openblas;

import org.jspecify.annotations.NullMarked;
