/// System tests: the packaged product, used as people use it.
@NullMarked
package dev.crema;

import org.jspecify.annotations.NullMarked;
