package dev.crema.tensor.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A training step, or any piece of work whose temporaries nobody needs afterwards: every tensor that this thread
/// allocates between `open` and `close` is freed at the end. `Tensor.keep()` makes
/// copies that stay.
///
/// ```java
/// try (var step = StepScope.open("training step")) {
///     …
/// }
/// ```
public final class StepScope implements AutoCloseable {
    private final Memory memory;
    private final @Nullable StepScope outer;
    private final String name;
    private Storage[] owned = new Storage[64];
    private int count;

    private StepScope(Memory memory, @Nullable StepScope outer, String name) {
        this.memory = memory;
        this.outer = outer;
        this.name = name;
    }

    /// Opens a scope on this thread.
    ///
    /// @param name what ends it, as messages about use after release say it
    public static StepScope open(String name) {
        Memory memory = Memory.current();
        StepScope scope = new StepScope(memory, memory.scope(), name);
        memory.scope(scope);
        return scope;
    }

    /// Whether this thread is inside a scope.
    public static boolean isOpen() {
        return Memory.current().scope() != null;
    }

    /// Lets what this thread allocates belong to the garbage collector, until the result is closed.
    public static Pause pause() {
        return new Pause(Memory.current());
    }

    /// No scope, in the midst of scopes.
    public static final class Pause implements AutoCloseable {
        private final Memory memory;
        private final @Nullable StepScope scope;
        private final @Nullable GraphScope graph;

        private Pause(Memory memory) {
            this.memory = memory;
            scope = memory.scope();
            graph = memory.graph();
            memory.scope(null);
            memory.graph(null);
        }

        /// Opens the scopes again. Must run on the same thread.
        @Override
        public void close() {
            memory.scope(scope);
            memory.graph(graph);
        }
    }

    void own(Storage storage) {
        if (count == owned.length) owned = Arrays.copyOf(owned, 2 * count);
        owned[count++] = storage;
    }

    /// Frees what was allocated inside. Must run on the thread that opened the scope, innermost scope
    /// first.
    @Override
    public void close() {
        if (Memory.current() != memory || memory.scope() != this)
            throw new IllegalStateException("step scope: close the inner scope first, on the thread that opened it");
        memory.scope(outer);
        for (int i = 0; i < count; i++) if (owned[i].isScoped()) owned[i].release(name);
        count = 0;
    }
}
