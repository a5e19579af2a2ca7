package dev.crema.kernel.jshell;

import dev.crema.kernel.display.Console;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;

/// Where JShell reads documentation. On its own it looks into the JDK's sources only.
public final class SourceFinder {
    private SourceFinder() {}

    /// Adds folders of source, once.
    public static void add(SourceCodeAnalysis analysis, List<Path> folders) {
        try {
            Field known = Reflection.open(analysis.getClass().getDeclaredField("availableSources"));
            if (known.get(analysis) != null) return;
            Object ofJdk = Reflection.method(analysis.getClass(), "findSources").invoke(analysis);
            var all = new ArrayList<Path>(folders);
            for (Object folder : (List<?>) ofJdk) all.add((Path) folder);
            known.set(analysis, all);
        } catch (ReflectiveOperationException | RuntimeException e) { // documentation of the JDK alone, then
            Console.log("no documentation of our classes: " + e);
        }
    }
}
