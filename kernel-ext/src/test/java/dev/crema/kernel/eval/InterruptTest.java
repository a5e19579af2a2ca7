package dev.crema.kernel.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.kernel.Notebook;
import dev.crema.kernel.display.Console;
import dev.crema.kernel.error.ErrorReport;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptTest {
    @AutoClose
    private final Notebook notebook = new Notebook();

    @BeforeAll
    void install() {
        Console.install();
    }

    /// Interrupts the cell when its code has run for a moment.
    private ErrorReport interrupted(String code) {
        var interruptedAt = CompletableFuture.supplyAsync(this::interruptRunningCode);
        ErrorReport error = notebook.error(code);
        assertThat((System.nanoTime() - interruptedAt.join()) / 1_000_000)
                .as("milliseconds from the interrupt to the error")
                .isLessThan(5000);
        assertThat(notebook.result("6 * 7")).as("the next cell").isEqualTo("42");
        return error;
    }

    private long interruptRunningCode() {
        try {
            // A declaration before the loop runs for a moment, too.
            int seen = 0;
            for (int i = 0; i < 1000 && seen < 20; i++) {
                seen = isCodeRunning() ? seen + 1 : 0;
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long now = System.nanoTime();
        notebook.evaluator().interrupt();
        return now;
    }

    /// Whether the code of a cell is on the stack of a cell's thread.
    private static boolean isCodeRunning() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().equals("cell")
                        || entry.getKey().getName().startsWith("cell-"))
                .flatMap(entry -> Arrays.stream(entry.getValue()))
                .anyMatch(frame -> frame.getClassName().startsWith("REPL."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (;;) ;",
                "for (long i = 0; ; i++) Math.sqrt(i);",
                "long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nfib(90)",
                "while (true) { try { while (true) {} } catch (Throwable t) {} }",
                "while (true) { try { Thread.sleep(50); } catch (InterruptedException e) {} }",
                "Thread.sleep(60_000);",
                "new ArrayBlockingQueue<Integer>(1).take()",
                "LongStream.iterate(1, x -> x + 1).filter(x -> x < 0).findFirst()",
                "IntStream.range(0, 1000).parallel().forEach(i -> { while (true) {} });",
                "Executors.newFixedThreadPool(2, r -> { var t = new Thread(r); t.setDaemon(true); return t; }).submit(() -> { while (true) {} }).get();"
            })
    void anInterruptStops(String code) {
        assertThat(interrupted(code).name()).isEqualTo("Interrupted");
    }

    @Test
    void anInterruptNamesTheLine() {
        assertThat(interrupted("int i = 0;\nwhile (true) {\n    i++;\n}").plainText())
                .contains(", line 3");
    }

    @Test
    void aLoopInALibraryIsLeftBehindAndNamed() {
        String text = interrupted("Stream.iterate(BigInteger.TWO, BigInteger::nextProbablePrime).count()")
                .plainText();
        assertThat(text).contains("did not stop", "left behind", "BigInteger");
    }

    @Test
    void aThreadOfAnEarlierCellGoesOn() throws Exception {
        notebook.run(
                "volatile long ticks = 0;\nvar clock = new Thread(() -> { while (true) ticks++; }); clock.setDaemon(true); clock.start();");
        interrupted("while (true) {}");
        assertThat(notebook.result("clock.isAlive()")).isEqualTo("true");
        notebook.run("long ticksNow = ticks; Thread.sleep(100);");
        assertThat(notebook.result("ticks > ticksNow")).isEqualTo("true");
    }

    @Test
    void whatEndsByItselfAfterAnInterruptIsInterruptedAllTheSame() {
        assertThat(interrupted("try { Thread.sleep(60_000); } catch (InterruptedException e) { }")
                        .name())
                .isEqualTo("Interrupted");
    }

    @Test
    void anInterruptBetweenCellsDoesNoHarm() {
        notebook.evaluator().interrupt();
        assertThat(notebook.result("1 + 1")).isEqualTo("2");
    }
}
