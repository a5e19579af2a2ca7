package dev.crema.kernel.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/// A class that an index lists, as the compiler reads it.
record IndexedClass(Origin origin, String packageName, String simpleName) implements JavaFileObject {
    /// Where classes lie.
    interface Origin {
        /// @param path `dev/crema/nn/Linear.class`
        InputStream open(String path) throws IOException;

        /// The URI of a class but for its path.
        String root();

        long lastModified();
    }

    String binaryName() {
        return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    }

    private String path() {
        return binaryName().replace('.', '/') + Kind.CLASS.extension;
    }

    @Override
    public InputStream openInputStream() throws IOException {
        return origin.open(path());
    }

    @Override
    public Kind getKind() {
        return Kind.CLASS;
    }

    @Override
    public boolean isNameCompatible(String name, Kind kind) {
        return kind == Kind.CLASS && name.equals(simpleName);
    }

    @Override
    public URI toUri() {
        return URI.create(origin.root() + path().replace("$", "%24"));
    }

    @Override
    public String getName() {
        return origin.root() + path();
    }

    @Override
    public long getLastModified() {
        return origin.lastModified();
    }

    @Override
    public @Nullable NestingKind getNestingKind() {
        return null; // not known without reading the class, as the interface allows
    }

    @Override
    public @Nullable Modifier getAccessLevel() {
        return null; // as above
    }

    @Override
    public OutputStream openOutputStream() {
        throw new UnsupportedOperationException(getName() + " is read only");
    }

    @Override
    public Reader openReader(boolean ignoreEncodingErrors) {
        throw new UnsupportedOperationException(getName() + " is no text");
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        throw new UnsupportedOperationException(getName() + " is no text");
    }

    @Override
    public Writer openWriter() {
        throw new UnsupportedOperationException(getName() + " is read only");
    }

    @Override
    public boolean delete() {
        return false;
    }
}
