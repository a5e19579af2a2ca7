package dev.crema.tensor.backend.simd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// Whether the Vector API can be used in this JVM, and why not. Names no class of it, because touching one where
/// the module is absent fails.
public final class VectorApi {
    /// The system property that keeps the Vector API out of a process when it is `off`.
    public static final String SWITCH = "crema.vectors";

    private static final String MODULE = "jdk.incubator.vector";

    private VectorApi() {}

    /// Why our vector kernels cannot be used here, with the remedy; empty if they can.
    public static Optional<String> obstacle() {
        if (System.getProperty(SWITCH, "on").equals("off"))
            return Optional.of("-D" + SWITCH + "=off switches the Vector API off");
        if (!load())
            return Optional.of("the Vector API is not loaded; start java with --add-modules jdk.incubator.vector");
        if (!compilesWithC2())
            return Optional.of(
                    "this JVM does not compile with C2, which the Vector API needs; leave out -Xint and -XX:TieredStopAtLevel");
        int bits = Species.bits();
        if (bits < 256)
            return Optional.of(
                    "this processor has vectors of " + bits + " bits; 256 are needed to be faster than OpenBLAS");
        return Optional.empty();
    }

    private static boolean isLoaded() {
        try {
            Class.forName(MODULE + ".FloatVector", false, VectorApi.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /// Waits until the JIT compiler has come to the kernels that were used so much that it pays: for measurements.
    public static void awaitKernels() {
        WarmUp.await();
    }

    /// Whether the module is there; adds it to the running JVM if it is not, which works where the manifest exports
    /// `jdk.internal.module` to us. The flag `--add-modules` does the same but prints a warning at every start and
    /// costs the start-up cache its module graph.
    public static synchronized boolean load() {
        if (isLoaded()) return true;
        try {
            Class<?> modules = Class.forName("jdk.internal.module.Modules");
            MethodHandles.lookup()
                    .findStatic(modules, "loadModule", MethodType.methodType(Module.class, String.class))
                    .invoke(MODULE);
            return isLoaded();
        } catch (Throwable notExported) {
            return false;
        }
    }

    private static boolean compilesWithC2() {
        String compiler = System.getProperty("java.vm.info", "");
        if (compiler.contains("interpreted mode")) return false;
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments())
            if (flag.startsWith("-XX:TieredStopAtLevel=") && !flag.endsWith("=4")
                    || flag.equals("-XX:CompilationMode=quick-only")) return false;
        return true;
    }

    /// Touches the Vector API; to be used after it was found.
    private static final class Species {
        static int bits() {
            return jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.vectorBitSize();
        }
    }
}
