package dev.crema.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.spencerpark.jupyter.messages.HMACGenerator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private final Random random = new Random(1);

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /// RFC 4231, test case 2.
    @Test
    void signsTheExampleOfTheStandard() throws GeneralSecurityException {
        String signature = new Signatures("hmac-sha256", "Jefe")
                .of("what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII));
        assertThat(signature).isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void signsAsBaseKernelDoesWithAnySchemeAndKey() throws GeneralSecurityException {
        for (String hash : List.of("sha256", "sha1", "sha384", "sha512", "md5"))
            for (int length : new int[] {1, 36, 63, 64, 65, 127, 128, 129, 500}) {
                String key = "k".repeat(length);
                byte[][] parts = {bytes(3), bytes(0), bytes(1000), bytes(64)};
                assertThat(new Signatures("hmac-" + hash, key).of(parts))
                        .as("%s with a key of %d", hash, length)
                        .isEqualTo(new HMACGenerator("Hmac" + hash, key).calculateSignature(parts));
            }
    }

    @Test
    void aMessageLeavesNoTraceInTheNext() throws GeneralSecurityException {
        var signatures = new Signatures("hmac-sha256", "secret");
        byte[] message = bytes(100);
        String first = signatures.of(message);
        signatures.of(bytes(7));
        assertThat(signatures.of(message)).isEqualTo(first);
    }

    @Test
    void anUnknownSchemeIsRefused() {
        assertThatThrownBy(() -> new Signatures("hmac-rot13", "secret")).isInstanceOf(NoSuchAlgorithmException.class);
    }
}
