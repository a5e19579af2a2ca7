package dev.crema.kernel.jshell;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/// Declares imports without compiling each: JShell compiles three times for an import, and for two dozen default
/// imports that is a third of the kernel's start. Their packages are known to exist.
public final class ImportInstaller {
    private final Object eval;
    private final Object outerMap;
    private final Object maps;

    public ImportInstaller(JShell shell) throws ReflectiveOperationException {
        eval = Reflection.field(shell, "eval");
        outerMap = Reflection.field(shell, "outerMap");
        maps = Reflection.field(shell, "maps");
    }

    /// @param line a whole import: `import java.util.*;`
    public void install(String line) throws ReflectiveOperationException {
        for (Object snippet : (List<?>) method(eval, "processImport").invoke(eval, line, line)) {
            Object guts = method(snippet, "guts").invoke(snippet);
            Object outer = method(outerMap, "wrapImport").invoke(outerMap, guts, snippet);
            method(snippet, "setSequenceNumber").invoke(snippet, 0);
            method(snippet, "setOuterWrap").invoke(snippet, outer);
            Method valid = method(snippet, "setCompilationStatus");
            Constructor<?> noDiagnostics = Reflection.open(valid.getParameterTypes()[2].getDeclaredConstructor());
            valid.invoke(snippet, Snippet.Status.VALID, List.of(), noDiagnostics.newInstance());
            method(maps, "installSnippet").invoke(maps, snippet);
        }
    }

    private static Method method(Object owner, String name) throws NoSuchMethodException {
        return Reflection.method(owner.getClass(), name);
    }
}
