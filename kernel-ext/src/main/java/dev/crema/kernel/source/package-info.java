/// What the user typed: cells, their pieces, places in them.
@NullMarked
package dev.crema.kernel.source;

import org.jspecify.annotations.NullMarked;
