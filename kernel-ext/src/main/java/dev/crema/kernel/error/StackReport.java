package dev.crema.kernel.error;

import dev.crema.kernel.source.Place;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.IllegalFormatConversionException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Shows what cell code threw: the user's own frames with their source lines, and every cause.
public final class StackReport {
    private static final int LIBRARY_FRAMES = 6;
    private static final int USER_FRAMES = 12;
    private static final long MEBIBYTE = 1 << 20;

    private final Function<StackTraceElement, @Nullable Place> places;
    private final List<String> lines = new ArrayList<>();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Place first;

    private final boolean isStop;

    private StackReport(Function<StackTraceElement, @Nullable Place> places, boolean isStop) {
        this.places = places;
        this.isStop = isStop;
    }

    /// @param places the place of a stack frame in the notebook; null for a frame that is no cell's
    /// @param advice what to add to a message, by the thrown object; empty for nothing
    public static ErrorReport of(
            Throwable thrown, Function<StackTraceElement, @Nullable Place> places, Function<Throwable, String> advice) {
        var report = new StackReport(places, false);
        report.add("", thrown);
        String hint = advice.apply(thrown);
        if (hint.isEmpty()) hint = ownAdvice(thrown);
        if (!hint.isEmpty()) report.lines.add(Ansi.hint(hint));
        return new ErrorReport(Names.of(thrown.getClass()), message(thrown), report.lines, report.first);
    }

    /// The lines of a stack that are the user's, innermost first: `Cell 3, line 2 in Net.forward`.
    public static ErrorReport stack(
            String name,
            String message,
            StackTraceElement[] stack,
            Function<StackTraceElement, @Nullable Place> places) {
        var report = new StackReport(places, true);
        report.lines.add(Ansi.error(name) + ": " + message);
        report.addFrames(new Throwable(), stack);
        return new ErrorReport(name, message, report.lines, report.first);
    }

    private void add(String prefix, Throwable thrown) {
        if (!seen.add(thrown)) return;
        String message = message(thrown);
        String name = Names.of(thrown.getClass());
        lines.add(prefix + Ansi.error(name) + (message.isEmpty() ? "" : ": " + message));
        addFrames(thrown, thrown.getStackTrace());
        for (Throwable suppressed : thrown.getSuppressed()) add("Suppressed: ", suppressed);
        if (thrown.getCause() != null) add("Caused by ", thrown.getCause());
    }

    private void addFrames(Throwable thrown, StackTraceElement[] stack) {
        int shown = 0;
        int repeated = 0;
        Place last = null;
        for (int i = 0; i < stack.length; i++) {
            Place place = places.apply(stack[i]);
            if (place == null) continue;
            // The cell around a lambda that stands in one line is the same line once more.
            if (place.equals(last) && Names.method(stack[i]).isEmpty()) continue;
            if (first == null) first = place;
            if (place.equals(last)) repeated++;
            else if (shown++ < USER_FRAMES) {
                addRepeated(repeated);
                repeated = 0;
                addFrame(thrown, stack[i], place, i == 0 ? null : stack[i - 1]);
            }
            last = place;
        }
        addRepeated(repeated);
        if (shown > USER_FRAMES) lines.add("… " + (shown - USER_FRAMES) + " more frames");
        if (shown == 0 && first == null && !isStop) addLibraryFrames(stack);
    }

    private void addRepeated(int times) {
        if (times > 0) lines.add("     … " + times + (times == 1 ? " more time" : " more times"));
    }

    private void addFrame(Throwable thrown, StackTraceElement frame, Place place, @Nullable StackTraceElement called) {
        String method = Names.method(frame);
        lines.add(Ansi.place(place.toString()) + (method.isEmpty() ? "" : " in " + method));
        String text = place.source().lineText(place.line());
        if (!text.isBlank()) lines.addAll(Excerpt.of(place.line(), text, CallSite.column(text, thrown, called)));
    }

    /// Nothing of the user's is involved: then the innermost frames are what can be reported.
    private void addLibraryFrames(StackTraceElement[] stack) {
        for (int i = 0; i < Math.min(stack.length, LIBRARY_FRAMES); i++)
            lines.add("  at " + Names.method(stack[i]) + " (" + stack[i].getFileName() + ":" + stack[i].getLineNumber()
                    + ")");
    }

    private static String message(Throwable thrown) {
        String message = thrown.getLocalizedMessage();
        return message == null ? "" : Names.clean(message);
    }

    private static String ownAdvice(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError)
            return "The heap is full: it may grow to " + Runtime.getRuntime().maxMemory() / MEBIBYTE
                    + " MiB. Drop what is no longer needed (data = null), or start Jupyter with a larger one: JDK_JAVA_OPTIONS=-Xmx4g";
        if (thrown instanceof IllegalFormatConversionException wrong && wrong.getArgumentClass() == Tensor.class)
            return "a text takes numbers of tensors: x.item(), or printf, which takes a tensor of one element";
        if (thrown instanceof StackOverflowError)
            return "Methods call each other without end: is a stop condition missing?";
        return "";
    }
}
