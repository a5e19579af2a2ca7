package dev.crema.magics;

import dev.crema.viz.Figure;
import dev.crema.viz.Live;
import dev.crema.viz.theme.Theme;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Shows live figures below the running cell: drawn lines while it runs, a picture when it ends.
final class LiveScreen implements Live.Screen {
    /// A frame with a picture for the saved notebook, should the process die.
    private static final long SAVING_NANOS = 10_000_000_000L;
    /// What a frame may take: four a second pass the limits of a Jupyter server many times over.
    private static final int FRAME_BYTES = 4500;

    private static final int PICTURE_BYTES = 30_000;
    private static final int[] POINTS = {64, 48, 32, 20, 12, 6};

    private final Host host;
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

    /// A frame: the line in words, and over the curves; with so many points that it stays small.
    ///
    /// @param saves whether a picture goes along, for the saved notebook
    static MimeBundle frame(String line, Figure figure, boolean saves) {
        Theme theme = Pictures.theme();
        // Two lines have their room from the start: the figure must not jump when the line gets longer.
        // It stands and looks as what a cell prints, the indent of its text included.
        String words = "<div style=\"font:13px/1.3 var(--jp-code-font-family,monospace);padding-left:1ch;"
                + "min-height:2.6em;white-space:pre-wrap\">"
                + line.replace("<", "&lt;") + "</div>";
        int room = FRAME_BYTES - bytes(words);
        String svg = thinned(figure, few -> few.svg(theme), drawn -> bytes(drawn) <= room);
        MimeBundle frame = MimeBundle.text(line).with("text/html", words + svg);
        if (!saves) return frame;
        byte[] png = figure.maxPoints(POINTS[0]).png(theme);
        if (png.length > PICTURE_BYTES)
            png = thinned(figure, few -> few.draftPng(theme), drawn -> drawn.length <= PICTURE_BYTES);
        return Pictures.withPicture(frame, png, figure);
    }

    /// The figure with as many points of each line as make it small enough; with the fewest if none does.
    private static <T> T thinned(Figure figure, Function<Figure, T> draw, Predicate<T> small) {
        T drawn = draw.apply(figure.maxPoints(POINTS[0]));
        for (int i = 1; i < POINTS.length && !small.test(drawn); i++) drawn = draw.apply(figure.maxPoints(POINTS[i]));
        return drawn;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
