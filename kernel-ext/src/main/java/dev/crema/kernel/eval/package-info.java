/// Evaluates cells: splits them into pieces, hands Java to JShell, weaves and loads what it compiles.
@NullMarked
package dev.crema.kernel.eval;

import org.jspecify.annotations.NullMarked;
