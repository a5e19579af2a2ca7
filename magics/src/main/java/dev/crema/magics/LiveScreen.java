package dev.crema.magics;

import dev.crema.viz.Figure;
import dev.crema.viz.Live;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Shows live figures below the running cell: drawn lines while it runs, a picture when it ends.
final class LiveScreen implements Live.Screen {
    private final Host host;
    /// A frame with a picture for the saved notebook, should the process die.
    private static final long SAVING_NANOS = 10_000_000_000L;

    /// When each display last got its picture.
    private final Map<String, Long> saved = new ConcurrentHashMap<>();

    LiveScreen(Host host) {
        this.host = host;
    }

    @Override
    public void show(String id, Figure figure, String line, boolean last) {
        long now = System.nanoTime();
        Long before = saved.putIfAbsent(id, now);
        boolean saves = before != null && now - before >= SAVING_NANOS;
        if (saves) saved.put(id, now);
        MimeBundle bundle = last ? Pictures.bundle(figure) : frame(line, figure, saves);
        if (before == null) host.display(bundle, id);
        else host.update(id, bundle);
    }

    /// A frame: the line in words, and over the curves.
    ///
    /// @param saves whether a picture goes along, for the saved notebook
    static MimeBundle frame(String line, Figure figure, boolean saves) {
        String html = "<div style=\"font-family:monospace;white-space:pre\">" + line.replace("<", "&lt;") + "</div>"
                + figure.svg(Pictures.theme());
        MimeBundle frame = MimeBundle.text(line).with("text/html", html);
        return saves
                ? frame.with("image/png", Base64.getEncoder().encodeToString(figure.png(Pictures.theme())))
                : frame;
    }
}
