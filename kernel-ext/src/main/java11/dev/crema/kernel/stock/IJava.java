package dev.crema.kernel.stock;

/** What the start-up line of IJava calls: {@code dev.crema.kernel.stock.IJava.install(getKernelInstance());} */
public final class IJava {
    private IJava() {}

    /** Adds magics and renderers to a running kernel. */
    public static void install(Object kernel) {
        OldJava.install("IJavaHost", kernel);
    }
}
