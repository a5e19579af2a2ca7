package dev.crema.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Signs messages (HMAC, RFC 2104). `javax.crypto.Mac` gives the same, but before its first signature it starts all
/// security providers and looks for network protocols in every library: an eighth of the kernel's start.
final class Signatures {
    private static final String PREFIX = "hmac-";
    private static final int BLOCK = 64;
    private static final int LONG_BLOCK = 128;
    private static final int LONGEST_OF_SHORT = 32;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest inner;
    private final MessageDigest outer;

    /// @param scheme as a connection file has it: `hmac-sha256`
    Signatures(String scheme, String key) throws NoSuchAlgorithmException {
        String algorithm = scheme.startsWith(PREFIX) ? scheme.substring(PREFIX.length()) : scheme;
        inner = MessageDigest.getInstance(algorithm.replaceFirst("(?i)^sha-?(?=[1-9])", "SHA-"));
        outer = MessageDigest.getInstance(inner.getAlgorithm());
        int block = inner.getDigestLength() > LONGEST_OF_SHORT ? LONG_BLOCK : BLOCK;
        byte[] secret = key.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(secret.length > block ? inner.digest(secret) : secret, block);
        inner.update(xor(padded, INNER));
        outer.update(xor(padded, OUTER));
    }

    private static byte[] xor(byte[] key, byte pad) {
        byte[] result = new byte[key.length];
        for (int i = 0; i < key.length; i++) result[i] = (byte) (key[i] ^ pad);
        return result;
    }

    /// In hexadecimal digits.
    String of(byte[]... parts) {
        MessageDigest message = copy(inner);
        for (byte[] part : parts) message.update(part);
        return HexFormat.of().formatHex(copy(outer).digest(message.digest()));
    }

    /// Of what has been keyed; the original is not touched, so that threads may share it.
    private static MessageDigest copy(MessageDigest keyed) {
        try {
            return (MessageDigest) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e); // the JDK's own can be copied
        }
    }
}
