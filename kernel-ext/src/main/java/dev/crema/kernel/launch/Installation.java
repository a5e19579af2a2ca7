package dev.crema.kernel.launch;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where this program lies and how it is started.
final class Installation {
    private Installation() {}

    /// The `java` that runs this.
    static Path javaBinary() {
        boolean windows = File.separatorChar == '\\';
        return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    }

    /// crema.jar, or the folder of classes in a build.
    static Path jar() {
        try {
            return Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The start of every command line: `java`, its flags, and this program.
    static List<String> java() {
        var command = new ArrayList<String>();
        command.add(javaBinary().toString());
        command.addAll(JavaOptions.all());
        command.addAll(List.of("-jar", jar().toString()));
        return command;
    }
}
