package dev.crema.kernel.display;

import dev.crema.magics.MimeBundle;
import dev.crema.magics.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Which renderer shows which type: the most specific one that is registered. A new type is one `add`.
///
/// ```java
/// renderers.add(Figure.class, new FigureRenderer());
/// ```
public final class Renderers {
    private static final String PLAIN = "text/plain";

    private record Entry<T>(Class<T> type, Renderer<? super T> renderer) {
        @Nullable
        MimeBundle tryRender(Object value) {
            return type.isInstance(value) ? renderer.render(type.cast(value)) : null;
        }
    }

    private final List<Entry<?>> entries = new CopyOnWriteArrayList<>();

    /// The renderers of the JDK's own types.
    public static Renderers standard() {
        var renderers = new Renderers();
        renderers.add(Throwable.class, thrown -> MimeBundle.text(ValueText.stackTrace(thrown)));
        renderers.add(java.awt.image.RenderedImage.class, new ImageRenderer());
        renderers.add(List.class, TableRenderer::render);
        renderers.add(Map.class, MapRenderer::render);
        renderers.add(MimeBundle.class, bundle -> bundle);
        return renderers;
    }

    /// Registers a renderer; a later one for the same type replaces an earlier one.
    public <T> Renderers add(Class<T> type, Renderer<? super T> renderer) {
        entries.removeIf(entry -> entry.type() == type);
        entries.add(new Entry<>(type, renderer));
        return this;
    }

    /// All forms of a value. Plain text is always among them. A renderer that throws, even an `Error`, does no
    /// harm: the text says so. What the value's own `toString` throws is thrown.
    public MimeBundle render(@Nullable Object value) {
        Entry<?> entry = value == null ? null : mostSpecific(value.getClass());
        MimeBundle bundle = null;
        String failure = "";
        try {
            if (entry != null && value != null) bundle = entry.tryRender(value);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Exception | Error e) {
            failure = "\n(its renderer failed: " + e + ")";
        }
        if (bundle == null) return MimeBundle.text(ValueText.of(value) + failure);
        boolean complete = bundle.data().containsKey(PLAIN) || value instanceof MimeBundle;
        return complete ? bundle : bundle.with(PLAIN, ValueText.of(value));
    }

    private @Nullable Entry<?> mostSpecific(Class<?> type) {
        var fitting = new ArrayList<Entry<?>>();
        for (Entry<?> entry : entries) if (entry.type().isAssignableFrom(type)) fitting.add(entry);
        Entry<?> best = null;
        for (Entry<?> entry : fitting) if (best == null || best.type().isAssignableFrom(entry.type())) best = entry;
        return best;
    }
}
