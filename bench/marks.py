"""When the first steps of a loop are done, for pytorch_steps.py and jax_steps.py."""
import time


def first(one, limit):
    """Says when 1, 10, 100 and so on steps were done, in milliseconds from the first one on, for so many seconds."""
    start = time.perf_counter()
    done = 0
    mark = 1
    while time.perf_counter() - start < limit:
        loss = one()
        done += 1
        if done == mark:
            print(done, 1000 * (time.perf_counter() - start), loss, flush=True)
            mark *= 10
