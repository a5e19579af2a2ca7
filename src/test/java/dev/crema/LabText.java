package dev.crema;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a notebook shows as text, without what differs from run to run: times, rates, how a download failed.
/// Numbers may differ a little, since processors add in different orders, and be printed in more digits for it.
final class LabText {
    private static final Pattern VARYING = Pattern.compile(
            "(?i)\\bin [\\d.,]+ ?(?:ns|µs|ms|s|min)\\b(?: \\d+ s\\b)?|took [\\d.,]+ ?(?:ns|µs|ms|s|sec|min)\\b|\\d[\\d.,]* ?(?:batches|samples|steps)/s"
                    + "|\\(no connection[^)]*\\)|\\(java\\.[^)]*\\)|@[0-9a-f]{5,}");
    private static final Pattern LOADING = Pattern.compile(", \\d+ % loading data");
    private static final Pattern NUMBER = Pattern.compile("[-+−]?\\d[\\d,]*(?:\\.\\d*)?(?:[eE][-+]?\\d+)?");
    private static final Pattern GROUPING = Pattern.compile("[,]");
    private static final Pattern MINUS = Pattern.compile("[−]");
    private static final double RELATIVE = 0.05;
    private static final double ABSOLUTE = 0.03;

    private LabText() {}

    /// Cell by cell, a line `[id]` before each that shows text.
    static String of(Lab lab) {
        var text = new StringBuilder();
        for (Lab.Cell cell : lab.cells()) {
            List<String> lines = new ArrayList<>();
            for (JsonElement output : cell.outputs())
                text(output.getAsJsonObject()).lines().forEach(lines::add);
            lines.replaceAll(line -> VARYING.matcher(LOADING.matcher(line).replaceAll(""))
                    .replaceAll("*")
                    .stripTrailing());
            if (cell.source().contains("Sweep.")) lines.sort(null); // trials run beside each other
            if (lines.isEmpty()) continue;
            text.append("[").append(cell.id()).append("]\n");
            lines.forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private static String text(JsonObject output) {
        if (output.has("text")) return Lab.text(output.get("text"));
        if (!output.has("data")) return output.get("ename").getAsString() + "\n";
        JsonObject data = output.getAsJsonObject("data");
        boolean picture = data.keySet().stream().anyMatch(type -> type.startsWith("image/"));
        return picture || !data.has("text/plain") ? "" : Lab.text(data.get("text/plain")) + "\n";
    }

    /// The first line that is not as it was, in words.
    static Optional<String> difference(String was, String is) {
        List<String> then = was.lines().toList();
        List<String> now = is.lines().toList();
        for (int i = 0; i < Math.max(then.size(), now.size()); i++) {
            String before = i < then.size() ? then.get(i) : "(nothing)";
            String after = i < now.size() ? now.get(i) : "(nothing)";
            if (!isSame(before, after)) return Optional.of("line " + (i + 1) + ": was\n" + before + "\nis\n" + after);
        }
        return Optional.empty();
    }

    private static boolean isSame(String before, String after) {
        if (before.equals(after)) return true;
        if (!skeleton(before).equals(skeleton(after))) return false;
        double[] then = numbers(before);
        double[] now = numbers(after);
        for (int i = 0; i < then.length; i++) {
            double most = Math.max(Math.abs(then[i]), Math.abs(now[i]));
            if (Math.abs(then[i] - now[i]) > ABSOLUTE + RELATIVE * most) return false;
        }
        return true;
    }

    private static String skeleton(String line) {
        return NUMBER.matcher(line).replaceAll("#").replaceAll("\\s+", "");
    }

    private static double[] numbers(String line) {
        Stream<String> found = NUMBER.matcher(line).results().map(MatchResult::group);
        return found.mapToDouble(LabText::number).toArray();
    }

    private static double number(String text) {
        String plain = GROUPING.matcher(text).replaceAll("");
        return Double.parseDouble(MINUS.matcher(plain).replaceAll("-"));
    }
}
