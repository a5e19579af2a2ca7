/// Native memory: pooled blocks of 64-byte-aligned bytes in Arrow's layout, who owns them, and when they are freed.
@NullMarked
package dev.crema.tensor.storage;

import org.jspecify.annotations.NullMarked;
