package dev.crema.magics;

import dev.crema.viz.Figure;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.xchart.ChartPicture;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.knowm.xchart.internal.chartpart.IChart;

/// Figures as outputs.
public final class Pictures {
    private static final Set<String> NAMED = ConcurrentHashMap.newKeySet();

    private Pictures() {}

    /// What is saved in a notebook: a PNG of twice the size, with its size and a sentence that says what it shows,
    /// and text; or what `%config figure` and `theme` ask for.
    public static MimeBundle bundle(Figure figure) {
        sayMissing(figure.missingGlyphs());
        Theme theme = theme();
        String form = Setting.FIGURE.text();
        MimeBundle bundle = MimeBundle.text(figure.text());
        if (!form.equals("svg"))
            bundle = bundle(figure.text(), figure.png(theme), figure.width(), figure.height(), figure.alt());
        return form.equals("png") ? bundle : bundle.with("image/svg+xml", figure.svg(theme));
    }

    /// The theme that `%config theme` asks for.
    static Theme theme() {
        return Setting.THEME.text().equals("dark") ? Theme.DARK : Theme.LIGHT;
    }

    /// Names the letters that the picture shows as codes, each once in a session.
    private static void sayMissing(List<String> letters) {
        List<String> fresh = letters.stream().filter(NAMED::add).toList();
        if (fresh.isEmpty()) return;
        System.out.println("The font of pictures lacks "
                + String.join(", ", fresh.subList(0, Math.min(8, fresh.size())))
                + (fresh.size() > 8 ? " and " + (fresh.size() - 8) + " more" : "")
                + "; their codes stand there. figure.save(\"picture.svg\") keeps them as text.");
    }

    /// A chart of XChart: a PNG of twice the size, drawn without a window.
    public static MimeBundle chart(IChart chart) {
        ChartPicture picture = ChartPicture.of(chart);
        return bundle(picture.alt(), picture.png(), picture.width(), picture.height(), picture.alt());
    }

    private static MimeBundle bundle(String text, byte[] png, int width, int height, String alt) {
        return withPicture(MimeBundle.text(text), png, about(width, height, alt));
    }

    /// A bundle with a picture of twice the size, its size and what it shows.
    static MimeBundle withPicture(MimeBundle bundle, byte[] png, Figure figure) {
        return withPicture(bundle, png, about(figure.width(), figure.height(), figure.alt()));
    }

    private static MimeBundle withPicture(MimeBundle bundle, byte[] png, Map<String, Object> about) {
        return bundle.with("image/png", Base64.getEncoder().encodeToString(png)).withMetadata("image/png", about);
    }

    private static Map<String, Object> about(int width, int height, String alt) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("width", width);
        about.put("height", height);
        about.put("alt", alt);
        return about;
    }
}
