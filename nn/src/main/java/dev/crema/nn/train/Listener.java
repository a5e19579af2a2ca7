package dev.crema.nn.train;

/// Someone who is told what happens. May throw anything: the run ends then.
@FunctionalInterface
public interface Listener<E> {
    void on(E event) throws Exception;
}
