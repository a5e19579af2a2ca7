package dev.crema.kernel.load;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/// The agent that the JVM starts in the kernel's own process (`Launcher-Agent-Class` in the manifest): it hands
/// over the right to redefine classes. It exists only under `java -jar`.
public final class Agent {
    private static volatile @Nullable Instrumentation instrumentation;

    private Agent() {}

    /// Called by the JVM before `main`.
    public static void agentmain(@Nullable String arguments, Instrumentation granted) {
        instrumentation = granted;
    }

    /// The right to redefine classes; null where the kernel was not started with `java -jar`.
    public static @Nullable Instrumentation instrumentation() {
        return instrumentation;
    }
}
