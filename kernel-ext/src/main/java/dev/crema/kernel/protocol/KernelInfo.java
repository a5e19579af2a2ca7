package dev.crema.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.List;

/// What the kernel says about itself.
final class KernelInfo {
    private KernelInfo() {}

    static JsonObject content() {
        String version = version();
        String java = Runtime.version().toString();
        return Json.object(
                "status",
                "ok",
                "protocol_version",
                Wire.PROTOCOL_VERSION,
                "implementation",
                "crema",
                "implementation_version",
                version,
                "language_info",
                language(java),
                "banner",
                "Crema " + version + " on Java " + java,
                "help_links",
                List.of(Json.object("text", "Java API", "url", "https://docs.oracle.com/en/java/javase/25/docs/api/")),
                "debugger",
                true,
                "supported_features",
                List.of("debugger"));
    }

    private static JsonObject language(String java) {
        return Json.object(
                "name", "Java",
                "version", java,
                "mimetype", "text/x-java",
                "file_extension", ".jshell",
                "pygments_lexer", "java",
                "codemirror_mode", "text/x-java");
    }

    private static String version() {
        String version = KernelInfo.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
