package dev.crema.kernel.stock;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** What JJava's service loader finds. */
public final class JJavaExtension implements Extension {
    /** Called by the service loader. */
    public JJavaExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        OldJava.install("JJavaHost", kernel);
    }
}
