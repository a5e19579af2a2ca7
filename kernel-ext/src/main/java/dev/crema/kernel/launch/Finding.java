package dev.crema.kernel.launch;

/// A line of `crema doctor`.
///
/// @param subject what was looked at: `class redefinition`
/// @param fine whether it is as it should be
/// @param detail what was found, and where something is missing how to get it
public record Finding(String subject, boolean fine, String detail) {
    @Override
    public String toString() {
        return String.format("%s %-20s %s", fine ? "ok" : "--", subject, detail);
    }
}
