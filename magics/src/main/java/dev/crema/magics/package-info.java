/// The words that start with a per cent sign, as plain classes that know no kernel.
@NullMarked
package dev.crema.magics;

import org.jspecify.annotations.NullMarked;
