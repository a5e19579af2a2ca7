package dev.crema.magics;

import org.jspecify.annotations.Nullable;

/// What magics, renderers and `display` may ask of the place they run in: our kernel, `crema run`, or a stock
/// kernel.
public interface Host {
    /// Shows an output below the cell. A non-null id allows `update` later.
    void display(MimeBundle bundle, @Nullable String id);

    /// Replaces the content of every output that was displayed under this id.
    void update(String id, MimeBundle bundle);

    /// Writes to the cell's standard output.
    void print(String text);

    /// Whether the user asked the running cell to stop. Long loops ask this between batches.
    boolean interrupted();

    /// The forms in which a value is shown.
    MimeBundle render(@Nullable Object value);

    /// The value of a Java expression of the notebook, evaluated once.
    ///
    /// @throws ExpressionException if it does not compile; what the expression throws comes through as it is
    @Nullable
    Object evaluate(String expression);

    /// Declares (or replaces) a variable of the notebook.
    ///
    /// @param type its declared type as Java source, imported or qualified
    void bind(String name, String type, Object value);

    /// An expression that the notebook cannot evaluate, with the compiler's message.
    final class ExpressionException extends RuntimeException {
        public ExpressionException(String message) {
            super(message);
        }
    }
}
