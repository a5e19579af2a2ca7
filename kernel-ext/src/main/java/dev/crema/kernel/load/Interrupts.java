package dev.crema.kernel.load;

import dev.crema.kernel.display.CellScope;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// The switch that stops cell code. [Weaver] puts a call to it before every backward branch and at the start of
/// every method. While nobody interrupts, its target is empty and the JIT compiles the call away; on an interrupt
/// all compiled loops are thrown back to a target that throws.
public final class Interrupts {
    private static final MethodHandle NOTHING = MethodHandles.empty(MethodType.methodType(void.class));
    private static final MethodHandle CHECK;
    private static final MutableCallSite SITE = new MutableCallSite(NOTHING);
    private static final long STRAGGLER_MILLIS = 500;

    private static volatile int armed;

    static {
        try {
            CHECK = MethodHandles.lookup().findStatic(Interrupts.class, "check", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Interrupts() {}

    /// What the woven `invokedynamic` instructions link to: all of them share one call site.
    public static CallSite bootstrap(MethodHandles.Lookup caller, String name, MethodType type) {
        return SITE;
    }

    /// Throws [CellInterrupted] if the current thread belongs to a run that is to stop, or to nobody.
    public static void check() {
        CellScope cell = CellScope.ofThread();
        if (cell == null || cell.isStopping()) throw new CellInterrupted();
    }

    /// Makes cell code check whether it is to stop.
    public static synchronized void arm() {
        armed++;
        switchTo(CHECK);
    }

    /// Ends the checks, a little later: threads of the stopped run that sleep may still wake up and loop.
    public static void disarmSoon() {
        int mine = armed;
        Executor later = CompletableFuture.delayedExecutor(STRAGGLER_MILLIS, TimeUnit.MILLISECONDS);
        later.execute(() -> disarm(mine));
    }

    private static synchronized void disarm(int armedThen) {
        if (armed == armedThen) switchTo(NOTHING);
    }

    private static void switchTo(MethodHandle target) {
        SITE.setTarget(target);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }
}
