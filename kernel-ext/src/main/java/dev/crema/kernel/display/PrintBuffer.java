package dev.crema.kernel.display;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Collects what a cell prints and passes it on in pieces: 10 ms after the first byte, or when 64 KB have come
/// together. A message for every `println` is what makes other kernels slow, and what makes them lose lines.
public final class PrintBuffer {
    private static final int DELAY_MILLIS = 10;
    private static final int FULL_BYTES = 1 << 16;
    private static final BlockingQueue<PrintBuffer> WAITING = new LinkedBlockingQueue<>();

    static {
        Thread.ofPlatform().name("crema-print").daemon().start(PrintBuffer::flushLater);
    }

    private final PrintFold fold;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Output.Stream stream = Output.Stream.STDOUT;

    public PrintBuffer(Output output) {
        fold = new PrintFold(output);
    }

    /// Adds printed bytes (UTF-8); any thread may call.
    public synchronized void print(Output.Stream to, byte[] text, int offset, int length) {
        if (to != stream) {
            pass(bytes.size());
            stream = to;
        }
        if (bytes.size() == 0) WAITING.add(this);
        bytes.write(text, offset, length);
        if (bytes.size() >= FULL_BYTES) flush();
    }

    /// Passes on what has been collected. A character of which only some bytes have come yet is held back.
    public synchronized void flush() {
        pass(wholeCharacters());
    }

    /// Passes on all of it: the cell has ended.
    public synchronized void end() {
        pass(bytes.size());
        fold.end();
    }

    private void pass(int count) {
        if (count == 0) return;
        byte[] all = bytes.toByteArray();
        bytes.reset();
        bytes.write(all, count, all.length - count);
        fold.print(stream, new String(all, 0, count, StandardCharsets.UTF_8));
    }

    private int wholeCharacters() {
        byte[] all = bytes.toByteArray();
        byte[] tail = Arrays.copyOfRange(all, Math.max(0, all.length - 4), all.length);
        for (int back = 1; back <= tail.length; back++) {
            int b = tail[tail.length - back] & 0xFF;
            if (b < 0x80) break;
            if (b >= 0xC0) return needed(b) > back ? all.length - back : all.length;
        }
        return all.length;
    }

    /// How many bytes the character has that starts with this byte.
    private static int needed(int lead) {
        return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    }

    private static void flushLater() {
        try {
            while (true) {
                PrintBuffer buffer = WAITING.take();
                Thread.sleep(DELAY_MILLIS);
                buffer.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
