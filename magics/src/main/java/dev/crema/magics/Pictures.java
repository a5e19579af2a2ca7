package dev.crema.magics;

import dev.crema.viz.Figure;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// Figures as outputs.
public final class Pictures {
    private Pictures() {}

    /// What is saved in a notebook: a PNG of twice the size, with its size and a sentence that says what it shows,
    /// and text.
    public static MimeBundle bundle(Figure figure) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("width", figure.width());
        about.put("height", figure.height());
        about.put("alt", figure.alt());
        return MimeBundle.text(figure.text())
                .with("image/png", Base64.getEncoder().encodeToString(figure.png()))
                .withMetadata("image/png", about);
    }
}
