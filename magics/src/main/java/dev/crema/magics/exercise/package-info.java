/// What a lab asks of its reader, and what the answer is checked with.
@NullMarked
package dev.crema.magics.exercise;

import org.jspecify.annotations.NullMarked;
