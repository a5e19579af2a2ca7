package dev.crema.kernel.display;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// `System.out`, `System.err` and `System.in` of the process, led to the cell that the printing thread belongs to.
public final class Console {
    /// The process's own streams, for what is not said to a cell: the log, and the terminal of `crema run`.
    public static final PrintStream TERMINAL = System.out;

    public static final PrintStream LOG = System.err;

    private Console() {}

    /// Replaces the streams of `System`.
    public static void install() {
        System.setOut(new PrintStream(new ToCell(Output.Stream.STDOUT, TERMINAL), false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new ToCell(Output.Stream.STDERR, LOG), false, StandardCharsets.UTF_8));
        System.setIn(new FromUser());
    }

    /// One line into the kernel's log.
    public static void log(String line) {
        LOG.println("crema: " + line);
    }

    private static final class ToCell extends OutputStream {
        private final Output.Stream stream;
        private final PrintStream otherwise;

        ToCell(Output.Stream stream, PrintStream otherwise) {
            this.stream = stream;
            this.otherwise = otherwise;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            CellScope cell = CellScope.current();
            if (cell == null) otherwise.write(bytes, offset, length);
            else cell.print(stream, bytes, offset, length);
        }
    }

    private static final class FromUser extends InputStream {
        private byte[] line = new byte[0];
        private int position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        /// Hands out at most one line at a time: a `Scanner` that is given more would wait for a full buffer.
        @Override
        public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) return 0;
            if (position == line.length) ask();
            int count = Math.min(length, line.length - position);
            System.arraycopy(line, position, bytes, offset, count);
            position += count;
            return count;
        }

        @Override
        public synchronized int available() {
            return line.length - position;
        }

        private void ask() throws IOException {
            CellScope cell = CellScope.current();
            if (cell == null) throw new IOException("System.in is read outside of a cell");
            line = new byte[0];
            position = 0;
            try {
                System.out.flush();
                line = (cell.input("") + "\n").getBytes(StandardCharsets.UTF_8);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the cell was interrupted while it waited for input");
            } catch (IOException e) {
                // Not an IOException: a Scanner would hide it behind "No line found".
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }
}
