package dev.crema.kernel.stock;

/** Starts what needs Java 25. This class and the entries run on Java 11 too, to say so in a sentence. */
final class OldJava {
    private static final int NEEDED = 25;

    private OldJava() {}

    /** Calls {@code dev.crema.kernel.stock.ADAPTER.install(kernel)}, or says why it cannot. */
    static void install(String adapter, Object kernel) {
        if (Runtime.version().feature() < NEEDED) {
            System.err.println("Crema needs Java " + NEEDED + " and this kernel runs on Java "
                    + Runtime.version().feature() + ": install JDK " + NEEDED
                    + " (adoptium.net) and put its bin folder first on the PATH of Jupyter");
            return;
        }
        try {
            Class.forName(OldJava.class.getPackageName() + "." + adapter)
                    .getMethod("install", Object.class)
                    .invoke(null, kernel);
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            System.err.println("Crema cannot be added to this kernel: " + cause);
        }
    }
}
