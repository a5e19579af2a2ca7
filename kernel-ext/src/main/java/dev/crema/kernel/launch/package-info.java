/// The `crema` command: the kernel's start, notebooks without Jupyter, installation, diagnosis.
@NullMarked
package dev.crema.kernel.launch;

import org.jspecify.annotations.NullMarked;
