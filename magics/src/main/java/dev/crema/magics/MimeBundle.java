package dev.crema.magics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One output in several forms, as Jupyter shows it: the front end picks the richest MIME type it knows.
///
/// @param data MIME type to content: text for text types, Base64 text for pictures
/// @param metadata MIME type to what is said about it (`width`, `height`, `alt`)
public record MimeBundle(Map<String, String> data, Map<String, Map<String, Object>> metadata) {

    public MimeBundle {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /// A bundle of plain text alone.
    public static MimeBundle text(String text) {
        return new MimeBundle(Map.of("text/plain", text), Map.of());
    }

    /// This bundle with one more form.
    public MimeBundle with(String mimeType, String content) {
        var more = new LinkedHashMap<>(data);
        more.put(mimeType, content);
        return new MimeBundle(more, metadata);
    }

    /// This bundle with something said about one of its forms.
    public MimeBundle withMetadata(String mimeType, Map<String, Object> about) {
        var more = new LinkedHashMap<>(metadata);
        more.put(mimeType, Collections.unmodifiableMap(new LinkedHashMap<>(about)));
        return new MimeBundle(data, more);
    }
}
