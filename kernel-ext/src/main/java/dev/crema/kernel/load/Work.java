package dev.crema.kernel.load;

import org.jspecify.annotations.Nullable;

/// Something to run that may throw whatever the user's code throws.
@FunctionalInterface
public interface Work {
    @Nullable
    public Object run() throws Throwable;
}
