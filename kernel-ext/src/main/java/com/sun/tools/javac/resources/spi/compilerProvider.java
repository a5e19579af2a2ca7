package com.sun.tools.javac.resources.spi;

/// Nobody provides other messages of the compiler. The JDK asks for an interface of this name at every start, and
/// to find none it opens every library.
final class compilerProvider {
    private compilerProvider() {}
}
