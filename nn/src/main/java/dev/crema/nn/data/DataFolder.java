package dev.crema.nn.data;

import dev.crema.tensor.storage.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the files of a data set are: in the folder that `CREMA_DATA` names, in the cache, or on the web.
final class DataFolder {
    private static final int TIMEOUT_MILLIS = 5000;

    private DataFolder() {}

    /// A file of a data set on the web.
    ///
    /// @param name its name in the folder
    /// @param md5 the published checksum
    record Remote(String name, String md5) {}

    /// The folder the user keeps data in; null if none is set.
    static @Nullable Path given() {
        String folder = System.getProperty("crema.data", System.getenv("CREMA_DATA"));
        return folder == null || folder.isBlank() ? null : Path.of(folder);
    }

    /// The folder of one data set in the cache.
    static Path cached(String dataset) {
        return CacheFolder.path().resolve("data").resolve(dataset);
    }

    /// Downloads the files that are missing, one line of progress for each.
    ///
    /// @throws IOException if none of the mirrors has them, or a checksum is wrong
    static void download(List<String> mirrors, List<Remote> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Remote file : files) {
            Path target = folder.resolve(file.name());
            if (!Files.exists(target)) download(mirrors, file, target);
        }
    }

    private static void download(List<String> mirrors, Remote file, Path target) throws IOException {
        IOException last = new IOException("no mirror");
        for (String mirror : mirrors) {
            try {
                fetch(URI.create(mirror + file.name()), file, target);
                return;
            } catch (IOException failure) {
                last = failure;
            }
        }
        throw last;
    }

    private static void fetch(URI source, Remote file, Path target) throws IOException {
        URLConnection connection = source.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        Path temporary = Files.createTempFile(target.getParent(), file.name(), ".part");
        try (InputStream in = connection.getInputStream()) {
            MessageDigest digest = md5();
            long total = connection.getContentLengthLong();
            System.out.printf(Locale.ROOT, "downloading %s (%.1f MB)%n", file.name(), total / 1e6);
            copy(in, temporary, digest);
            String sum = HexFormat.of().formatHex(digest.digest());
            if (!sum.equals(file.md5()))
                throw new IOException(source + " has the checksum " + sum + ", expected " + file.md5());
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void copy(InputStream in, Path target, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Why a download failed, in words.
    static String reason(IOException failure) {
        boolean offline = failure instanceof UnknownHostException;
        return offline ? "no connection to " + failure.getMessage() : failure.toString();
    }
}
