package dev.crema.kernel.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Compares what the cells of a notebook showed then and now. Times, addresses and counters may differ.
public final class OutputCheck {
    private static final Pattern VARYING = Pattern.compile(
            "\\d[\\d.,]* ?(?:ns|µs|ms|s|min|h)\\b(?: \\d+ s)?|\\d[\\d.,]* ?(?:batches|samples|steps)/s|@[0-9a-f]{5,}");
    private static final int WIDTH = 70;

    private OutputCheck() {}

    /// The differences, a sentence each; empty if there are none.
    public static List<String> differences(NotebookFile then, NotebookFile now) {
        List<CodeCell> before = then.codeCells();
        List<CodeCell> after = now.codeCells();
        var differences = new ArrayList<String>();
        for (int i = 0; i < after.size(); i++) {
            Map<String, String> old = contents(before.get(i));
            Map<String, String> fresh = contents(after.get(i));
            for (String part : union(old, fresh)) {
                String was = old.getOrDefault(part, "");
                String is = fresh.getOrDefault(part, "");
                if (!was.equals(is)) differences.add("Cell " + (i + 1) + ", " + part + ": " + difference(was, is));
            }
        }
        return differences;
    }

    private static Iterable<String> union(Map<String, String> old, Map<String, String> fresh) {
        var all = new TreeMap<>(old);
        all.putAll(fresh);
        return all.keySet();
    }

    /// What a cell shows, by what it is: `output 1, text/plain`.
    private static Map<String, String> contents(CodeCell cell) {
        var contents = new TreeMap<String, String>();
        int number = 0;
        for (JsonElement each : cell.outputs()) {
            JsonObject output = each.getAsJsonObject();
            String label = "output " + ++number + ", ";
            if (output.has("data"))
                output.getAsJsonObject("data")
                        .asMap()
                        .forEach((type, content) -> contents.put(label + type, normal(content)));
            else if (output.has("text")) contents.put(label + "printed", normal(output.get("text")));
            else if (output.has("evalue")) contents.put(label + "error", normal(output.get("evalue")));
        }
        return contents;
    }

    private static String normal(JsonElement content) {
        String text = content.isJsonObject() ? content.toString() : NotebookFile.join(content);
        return VARYING.matcher(text).replaceAll("*").strip();
    }

    /// The first line that is not the same.
    private static String difference(String was, String is) {
        if (was.isEmpty()) return "is new: " + line(is, 0);
        if (is.isEmpty()) return "is gone: " + line(was, 0);
        String[] old = was.split("\n", -1);
        String[] fresh = is.split("\n", -1);
        int at = 0;
        while (at < Math.min(old.length, fresh.length) - 1 && old[at].equals(fresh[at])) at++;
        boolean readable = !was.matches("[A-Za-z0-9+/=\\s]{200,}");
        return readable ? "was `" + line(was, at) + "`, is `" + line(is, at) + "`" : "is another picture";
    }

    private static String line(String text, int number) {
        String[] lines = text.split("\n", -1);
        String line = number < lines.length ? lines[number].strip() : "";
        return line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line;
    }
}
