package dev.crema.report.html;

/// Text as HTML.
final class Html {
    private Html() {}

    /// The text with everything escaped that HTML would read as markup.
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// The text without the escape sequences that colour it on a terminal.
    static String plain(String text) {
        return text.replaceAll("\u001B\\[[0-9;]*m", "");
    }
}
