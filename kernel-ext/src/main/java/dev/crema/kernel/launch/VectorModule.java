package dev.crema.kernel.launch;

import java.lang.reflect.InvocationTargetException;

/// Brings the incubating Vector API into the running process. The flag `--add-modules` would do it too, but prints
/// a warning at every start and makes the start slower; the manifest of crema.jar exports what is needed instead.
public final class VectorModule {
    private static final String MODULE = "jdk.incubator.vector";

    private VectorModule() {}

    /// Loads the module if it is not there.
    ///
    /// @return empty if the Vector API can be used, else why not and what to do, in one sentence
    public static String load() {
        if (ModuleLayer.boot().findModule(MODULE).isPresent()) return "";
        try {
            // Internal to the JDK, hence by reflection; the test of this class fails when it goes.
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, MODULE);
            return "";
        } catch (IllegalAccessException e) {
            return "no Vector API: start with java -jar crema.jar, or with --add-modules " + MODULE;
        } catch (ClassNotFoundException | NoSuchMethodException | InvocationTargetException e) {
            return "no Vector API: this JDK does not load " + MODULE + " while it runs (" + e
                    + "); start with --add-modules " + MODULE;
        }
    }
}
