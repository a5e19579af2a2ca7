package dev.crema.kernel.assist;

/// A way to go on typing.
///
/// @param text what stands between `start` and the cursor afterwards
/// @param start where in the cell the replaced text starts
/// @param type `function`, `class`, `instance`, `keyword`, `magic`, …: front ends show an icon for it
/// @param signature parameters and type, as shown beside the text; empty if there is none
public record Completion(String text, int start, String type, String signature) {}
