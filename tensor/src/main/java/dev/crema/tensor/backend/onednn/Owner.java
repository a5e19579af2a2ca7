package dev.crema.tensor.backend.onednn;

import java.lang.invoke.MethodHandle;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;

/// Objects of the library that go when somebody of ours goes, the youngest first.
final class Owner implements Runnable {
    private static final Cleaner CLEANER = Cleaner.create();

    private record Owned(MethodHandle destroy, long object) {}

    private final List<Owned> objects = new ArrayList<>();

    /// Destroys the objects as soon as `user` is unreachable.
    void goWith(Object user) {
        CLEANER.register(user, this);
    }

    long owns(MethodHandle destroy, long object) {
        objects.add(new Owned(destroy, object));
        return object;
    }

    @Override
    public void run() {
        for (Owned owned : objects.reversed()) OneDnn.call("destroy", owned.destroy, owned.object);
    }
}
