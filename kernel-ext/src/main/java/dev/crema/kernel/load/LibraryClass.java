package dev.crema.kernel.load;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/// A class in a library, as the compiler reads it.
record LibraryClass(Jars jars, Path library, String packageName, String simpleName) implements JavaFileObject {
    /// Gives open jars.
    @FunctionalInterface
    interface Jars {
        ZipFile open(Path library) throws IOException;
    }

    String binaryName() {
        return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    }

    private String path() {
        return binaryName().replace('.', '/') + Kind.CLASS.extension;
    }

    @Override
    public InputStream openInputStream() throws IOException {
        if (Files.isDirectory(library)) return Files.newInputStream(library.resolve(path()));
        ZipFile jar = jars.open(library);
        ZipEntry entry = jar.getEntry(path());
        if (entry == null) throw new FileNotFoundException(getName());
        try (InputStream in = jar.getInputStream(entry)) {
            return new ByteArrayInputStream(in.readAllBytes());
        }
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
        return library.toUri().resolve("!/" + path().replace("$", "%24"));
    }

    @Override
    public String getName() {
        return library + "(" + path() + ")";
    }

    @Override
    public long getLastModified() {
        return library.toFile().lastModified();
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
