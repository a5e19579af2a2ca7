package dev.crema.magics;

import org.jspecify.annotations.Nullable;

/// A word of the notebook that starts with a per cent sign: `%train model data`, or `%%time` above a whole cell. A
/// magic holds no logic: what it does is one call to a public Java API that a cell can make by hand.
public interface Magic {
    /// The word without its per cent sign: `train`.
    String name();

    /// What `%name?` shows: a sentence, the usage, the options. Markdown.
    String help();

    /// Runs `%name arguments`.
    ///
    /// @param arguments the rest of the line, stripped
    /// @return the value to show as the result of the line, or null
    /// @throws MagicException for what the user can mend: an unknown option, a value of the wrong kind
    @Nullable
    Object line(String arguments, Host host);

    /// Runs `%%name arguments` above `body`, the rest of the cell. Magics without a body refuse it.
    default @Nullable Object cell(String arguments, String body, Host host) {
        throw new MagicException(name(), "this magic is a line of its own; write %" + name());
    }
}
