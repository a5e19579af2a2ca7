/// Says what went wrong in words that help: places in cells, source lines, hints.
@NullMarked
package dev.crema.kernel.error;

import org.jspecify.annotations.NullMarked;
