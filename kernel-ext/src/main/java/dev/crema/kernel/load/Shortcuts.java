package dev.crema.kernel.load;

import dev.crema.kernel.display.Console;
import java.lang.reflect.Field;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.FileSystems;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// What the JDK does at a start that the kernel can do without. Time is all that depends on it: where a JDK is
/// different, it goes its own way.
public final class Shortcuts {
    /// See `java.options`.
    private static final String NATIVE_ACCESSORS = "jdk.reflect.useNativeAccessorOnly";

    private static final String SELECTORS = "java.nio.channels.spi.SelectorProvider";

    private Shortcuts() {}

    /// Looks for file systems in the JDK alone. On the way to the classes of the JDK, the compiler asks for all
    /// file systems there are, and to find none in ours the JDK opens every one of our libraries.
    public static void fileSystems() {
        var providers = new ArrayList<>(
                Collections.singletonList(FileSystems.getDefault().provider()));
        ServiceLoader.load(FileSystemProvider.class, ClassLoader.getPlatformClassLoader())
                .forEach(providers::add);
        set(FileSystemProvider.class, "installedProviders", Collections.unmodifiableList(providers));
    }

    /// Says what the JDK's own sockets are called; to find no others it opens every library, too.
    public static void sockets() {
        try {
            Object own = Class.forName("sun.nio.ch.DefaultSelectorProvider")
                    .getMethod("get")
                    .invoke(null);
            System.setProperty(SELECTORS, own.getClass().getName());
            SelectorProvider.provider();
        } catch (ReflectiveOperationException | ServiceConfigurationError e) {
            Console.log("no shortcut to sockets: " + e);
        } finally {
            System.clearProperty(SELECTORS);
        }
    }

    /// From now on the JDK makes byte code for methods that are called by reflection: ten times faster, after a
    /// millisecond each. Those that have been called by now, such as JShell's, stay as they are.
    public static void compileReflection() {
        if (System.clearProperty(NATIVE_ACCESSORS) == null) return;
        try {
            set(Class.forName("jdk.internal.reflect.ReflectionFactory"), "config", null);
        } catch (ClassNotFoundException e) {
            Console.log("reflection stays slow: " + e);
        }
    }

    private static void set(Class<?> owner, String field, @Nullable Object value) {
        try {
            Field found = owner.getDeclaredField(field);
            found.setAccessible(true);
            found.set(null, value);
        } catch (ReflectiveOperationException | RuntimeException e) {
            Console.log("no shortcut by " + owner.getName() + "." + field + ": " + e);
        }
    }
}
