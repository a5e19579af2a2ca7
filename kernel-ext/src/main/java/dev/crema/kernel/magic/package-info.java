/// Magics that are about the notebook itself: time, shell, class path, variables.
@NullMarked
package dev.crema.kernel.magic;

import org.jspecify.annotations.NullMarked;
