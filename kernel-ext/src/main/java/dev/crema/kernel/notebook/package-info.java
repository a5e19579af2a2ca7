/// Notebook files: reading, running without Jupyter, writing.
@NullMarked
package dev.crema.kernel.notebook;

import org.jspecify.annotations.NullMarked;
