package dev.crema.kernel.source;

/// A line of the user's text, counted from 1.
public record Place(SourceText source, int line) {
    @Override
    public String toString() {
        return source.label() + ", line " + line;
    }
}
