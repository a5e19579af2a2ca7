/// Speaks Jupyter's messages. Of the Jupyter JVM BaseKernel it takes what a connection says; sockets, loop and
/// handlers are our own, because the originals sleep, lose output and die of a malformed message.
@NullMarked
package dev.crema.kernel.protocol;

import org.jspecify.annotations.NullMarked;
