/// Answers while the user types: completion, documentation, whether code is complete.
@NullMarked
package dev.crema.kernel.assist;

import org.jspecify.annotations.NullMarked;
