package dev.crema.kernel.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.kernel.Notebook;
import dev.crema.kernel.display.Console;
import dev.crema.kernel.error.ErrorReport;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptTest {
    private static final String STARTED = "crema.test.started";

    @AutoClose
    private final Notebook notebook = new Notebook();

    @BeforeAll
    void install() {
        Console.install();
    }

    /// Interrupts a cell 300 ms after its code began to run.
    private ErrorReport interrupted(String code) {
        System.clearProperty(STARTED);
        var interruptedAt = new AtomicLong();
        Thread interrupting = Thread.ofPlatform().start(() -> {
            while (System.getProperty(STARTED) == null) pause(10);
            pause(300);
            interruptedAt.set(System.nanoTime());
            notebook.evaluator().interrupt();
        });
        ErrorReport error = notebook.error("System.setProperty(\"" + STARTED + "\", \"\"); " + code);
        long end = System.nanoTime();
        assertThat(interrupting.isAlive() && interruptedAt.get() == 0)
                .as("ended by itself")
                .isFalse();
        // far below the time that these cells would take; on an idle machine it is a few milliseconds
        assertThat((end - interruptedAt.get()) / 1_000_000)
                .as("milliseconds to stop")
                .isLessThan(5000);
        assertThat(notebook.result("6 * 7")).as("the next cell").isEqualTo("42");
        return error;
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
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
