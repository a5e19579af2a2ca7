package dev.crema.magics;

import dev.crema.nn.train.Progress;
import dev.crema.tensor.Tensor;
import dev.crema.viz.Live;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The words that every notebook has: `print println printf display`. They show values as a cell does: arrays with
/// their elements, tensors as PyTorch prints them.
///
/// ```java
/// println(new int[] {1, 2, 3});                 // [1, 2, 3]
/// printf("loss %.3f%n", loss);                  // a tensor of one element counts as a number
/// var id = display("<b>halfway</b>", "text/html");
/// updateDisplay(id, "done");
/// ```
public final class Notebook {
    private static volatile @Nullable Host host;
    private static volatile String lastId = "";

    private Notebook() {}

    /// Says where the notebook runs. The kernel calls this at its start.
    public static void host(Host current) {
        host = current;
        Live.screen(new LiveScreen(current));
        Progress.display(new ProgressBar(current));
    }

    /// Prints a value.
    public static void print(@Nullable Object value) {
        System.out.print(text(value));
    }

    /// Ends the line.
    public static void println() {
        System.out.println();
    }

    /// Prints a value and ends the line.
    public static void println(@Nullable Object value) {
        System.out.println(text(value));
    }

    /// Prints by a format, with a decimal point everywhere; a tensor of one element counts as a number.
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would bring a library to every cell
    public static void printf(String format, @Nullable Object... values) {
        @Nullable Object[] numbers = values.clone();
        for (int i = 0; i < numbers.length; i++) numbers[i] = number(numbers[i]);
        System.out.print(String.format(Locale.ROOT, format, numbers));
    }

    /// Shows a value below the cell in its richest form.
    ///
    /// @return the id under which `updateDisplay` replaces it
    public static String display(@Nullable Object value) {
        return show(current().render(value));
    }

    /// Shows a string as content of a MIME type: `display("<b>bold</b>", "text/html")`.
    ///
    /// @return the id under which `updateDisplay` replaces it
    public static String display(String content, String mimeType) {
        return show(bundle(content, mimeType));
    }

    /// Replaces what was displayed under this id, also from a later cell.
    public static void updateDisplay(String id, @Nullable Object value) {
        current().update(id, current().render(value));
    }

    /// Replaces what was displayed under this id by content of a MIME type.
    public static void updateDisplay(String id, String content, String mimeType) {
        current().update(id, bundle(content, mimeType));
    }

    /// Whether a value is what the last `display` returned: as the last expression of a cell it is not shown.
    @SuppressWarnings("ReferenceEquality") // this very string: an equal one may be meant
    public static boolean isDisplayId(@Nullable Object value) {
        return value == lastId;
    }

    private static String show(MimeBundle bundle) {
        String id = UUID.randomUUID().toString();
        current().display(bundle, id);
        lastId = id;
        return id;
    }

    private static Host current() {
        Host current = host;
        if (current == null)
            throw new IllegalStateException(
                    "display: no notebook runs here; use System.out.println, or figure.save(file)");
        return current;
    }

    private static MimeBundle bundle(String content, String mimeType) {
        return MimeBundle.text(content).with(mimeType, content);
    }

    private static String text(@Nullable Object value) {
        Host current = host;
        if (current == null || value == null || value instanceof CharSequence || value instanceof Number)
            return String.valueOf(value);
        return current.render(value).data().getOrDefault("text/plain", String.valueOf(value));
    }

    private static @Nullable Object number(@Nullable Object value) {
        if (!(value instanceof Tensor tensor) || tensor.numel() != 1) return value;
        if (tensor.dtype().isFloating()) return tensor.item();
        return (long) tensor.item();
    }
}
