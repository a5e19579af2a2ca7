/// The only place that loads native libraries and looks symbols up.
@NullMarked
package dev.crema.tensor.backend.ffi;

import org.jspecify.annotations.NullMarked;
