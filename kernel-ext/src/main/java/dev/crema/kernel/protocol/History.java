package dev.crema.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/// The cells of this session, for `history_request`.
final class History {
    private static final int SESSION = 1;

    private record Entry(int count, String code, String result) {
        JsonArray json(boolean withOutput) {
            var json = new JsonArray();
            json.add(SESSION);
            json.add(count);
            if (withOutput) json.add(Json.of(List.of(code, result)));
            else json.add(code);
            return json;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    synchronized void add(int count, String code, String result) {
        entries.add(new Entry(count, code, result));
    }

    /// The content of a `history_reply`.
    synchronized JsonObject reply(Message request) {
        var found = new JsonArray();
        for (Entry entry : found(request)) found.add(entry.json(request.flag("output", false)));
        return Json.object("status", "ok", "history", found);
    }

    private Collection<Entry> found(Message request) {
        return switch (request.text("hist_access_type")) {
            case "range" -> range(request);
            case "search" -> last(search(request), request.number("n", Integer.MAX_VALUE));
            default -> last(entries, request.number("n", Integer.MAX_VALUE));
        };
    }

    private List<Entry> range(Message request) {
        int session = request.number("session", 0);
        int start = request.number("start", 0);
        int stop = request.number("stop", Integer.MAX_VALUE);
        if (session != 0 && session != SESSION) return List.of();
        return entries.stream()
                .filter(entry -> entry.count() >= start && entry.count() < stop)
                .toList();
    }

    private List<Entry> search(Message request) {
        String glob = request.text("pattern");
        String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        var found = new ArrayList<>(entries);
        found.removeIf(entry -> !pattern.matcher(entry.code()).matches());
        if (!request.flag("unique", false)) return found;
        var latest = new LinkedHashMap<String, Entry>();
        for (Entry entry : found) latest.putLast(entry.code(), entry);
        return List.copyOf(latest.values());
    }

    private static List<Entry> last(List<Entry> all, int count) {
        return all.subList(Math.max(0, all.size() - Math.max(0, count)), all.size());
    }
}
