package dev.crema.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.kernel.RecordingOutput;
import dev.crema.kernel.display.Output.Stream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintBufferTest {
    private final RecordingOutput output = new RecordingOutput();
    private final PrintBuffer buffer = new PrintBuffer(output);

    private void print(Stream stream, byte[] bytes) {
        buffer.print(stream, bytes, 0, bytes.length);
    }

    @Test
    void printsArriveByThemselvesAfterAMoment() throws InterruptedException {
        print(Stream.STDOUT, "soon".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 200 && output.printed().isEmpty(); i++) Thread.sleep(5);
        assertThat(output.printed()).isEqualTo("soon");
    }

    @Test
    void aCharacterIsNotTornApart() {
        byte[] smile = "😀".getBytes(StandardCharsets.UTF_8);
        buffer.print(Stream.STDOUT, smile, 0, 2);
        buffer.flush();
        assertThat(output.printed()).isEmpty();
        buffer.print(Stream.STDOUT, smile, 2, 2);
        buffer.flush();
        assertThat(output.printed()).isEqualTo("😀");
    }

    @Test
    void theTwoStreamsStayInOrder() {
        print(Stream.STDOUT, "a".getBytes(StandardCharsets.UTF_8));
        print(Stream.STDERR, "b".getBytes(StandardCharsets.UTF_8));
        assertThat(output.printed())
                .as("passed on when the other stream is used")
                .isEqualTo("a");
        buffer.flush();
        assertThat(output.warned()).isEqualTo("b");
    }

    @Test
    void aFullBufferIsPassedOnAtOnce() {
        print(Stream.STDOUT, new byte[1 << 16]);
        assertThat(output.printed()).hasSize(1 << 16);
    }
}
