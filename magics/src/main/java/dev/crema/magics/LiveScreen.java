package dev.crema.magics;

import dev.crema.viz.Figure;
import dev.crema.viz.Live;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Shows live figures below the running cell: drawn lines while it runs, a picture when it ends.
final class LiveScreen implements Live.Screen {
    private final Host host;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    LiveScreen(Host host) {
        this.host = host;
    }

    @Override
    public void show(String id, Figure figure, String line, boolean last) {
        MimeBundle bundle = last ? Pictures.bundle(figure) : frame(line, figure);
        if (shown.add(id)) host.display(bundle, id);
        else host.update(id, bundle);
    }

    /// A frame: the line in words, and over the curves.
    static MimeBundle frame(String line, Figure figure) {
        String html = "<div style=\"font-family:monospace;white-space:pre\">" + line.replace("<", "&lt;") + "</div>"
                + figure.svg();
        return MimeBundle.text(line).with("text/html", html);
    }
}
