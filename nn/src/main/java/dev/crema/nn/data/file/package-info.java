/// The file formats of tables: each reads and writes a data frame.
@NullMarked
package dev.crema.nn.data.file;

import org.jspecify.annotations.NullMarked;
