/// Magics and renderers in the stock kernels JJava and IJava: one jar, no kernel of ours.
@NullMarked
package dev.crema.kernel.stock;

import org.jspecify.annotations.NullMarked;
