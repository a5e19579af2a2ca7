package dev.crema.kernel.load;

import dev.crema.kernel.display.Console;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Loads the classes of cells and of the jars that a notebook adds. Sees the JDK and the libraries meant for cells,
/// not what the kernel itself is built on.
public final class CellLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> arriving = new ConcurrentHashMap<>();

    public CellLoader(VisibleLibraries libraries) {
        super(new URL[0], new Gate(libraries)); // without a name: stack traces would repeat it
    }

    /// Takes the bytes of a class; `loadClass` turns them into it.
    public void offer(String name, byte[] bytes) {
        arriving.put(name, bytes);
    }

    /// Adds a jar or a folder of classes.
    public void add(Path library) {
        try {
            addURL(library.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(library + " is no library: " + e.getMessage(), e);
        }
    }

    /// Drivers of databases make themselves known when they are loaded, and `DriverManager` loads them only once.
    public void registerDrivers() {
        if (findResource("META-INF/services/java.sql.Driver") == null) return;
        var drivers = ServiceLoader.load(Driver.class, this).iterator();
        while (drivers.hasNext())
            try {
                drivers.next();
            } catch (ServiceConfigurationError e) { // one that needs what is not here
                Console.log(String.valueOf(e.getMessage()));
            }
    }

    /// A cell's own class is not looked for in all the jars first.
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            return arriving.containsKey(name) ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = arriving.remove(name);
        return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }

    /// Lets through what cells may see of the kernel's class path.
    private static final class Gate extends ClassLoader {
        private final ClassLoader kernel = Gate.class.getClassLoader();
        private final VisibleLibraries libraries;

        Gate(VisibleLibraries libraries) {
            super("crema", getPlatformClassLoader());
            this.libraries = libraries;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> found = kernel.loadClass(name);
            CodeSource source = found.getProtectionDomain().getCodeSource();
            boolean visible = source == null || source.getLocation() == null || isVisible(source.getLocation());
            if (!visible) throw new ClassNotFoundException(name);
            return found;
        }

        @Override
        protected @Nullable URL findResource(String name) {
            URL found = kernel.getResource(name);
            return found != null && isVisible(found) ? found : null;
        }

        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            var visible = new ArrayList<URL>();
            kernel.getResources(name).asIterator().forEachRemaining(url -> {
                if (isVisible(url)) visible.add(url);
            });
            return Collections.enumeration(visible);
        }

        private boolean isVisible(URL url) {
            return url.getProtocol().equals("jrt") || libraries.contains(url.toExternalForm());
        }
    }
}
