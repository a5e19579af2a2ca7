package com.sun.tools.javac.resources.spi;

/// As [compilerProvider], for the messages of its command line.
final class javacProvider {
    private javacProvider() {}
}
