package dev.crema.kernel.assist;

/// Whether code can be run as it is, for consoles that decide what the Enter key does.
///
/// @param status `complete`, `incomplete` or `invalid`
/// @param indent with what the next line of incomplete code starts
public record Completeness(String status, String indent) {}
