/// Loads the classes of cells: weaves interrupts into them, redefines them, keeps what their variables hold.
@NullMarked
package dev.crema.kernel.load;

import org.jspecify.annotations.NullMarked;
