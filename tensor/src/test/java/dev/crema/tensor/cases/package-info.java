/// Runs the reference cases: PyTorch expressions in JSON files, with the numbers that PyTorch gave.
@NullMarked
package dev.crema.tensor.cases;

import org.jspecify.annotations.NullMarked;
