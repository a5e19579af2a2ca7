"""Steps a second of training a model with JAX, compiled, or passes a second over 10,000 samples. Run by all.py."""
import functools
import os
import sys
import time

NAME, BATCH, THREADS, WARM, SECONDS, KIND = sys.argv[1:7]
if THREADS == "1":  # its compiler takes no number of threads: one core is what keeps it to one
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

import jax
import jax.numpy as jnp
import numpy as np

import marks

SAMPLES = 12_000
RANDOM = np.random.default_rng(0)
DIMENSIONS = ("NHWC", "HWIO", "NHWC")  # the layout that suits its compiler


def uniform(fan_in, *shape):
    bound = 1 / np.sqrt(fan_in)
    return jnp.asarray(RANDOM.uniform(-bound, bound, shape).astype(np.float32))


def dense(sizes):
    return [(uniform(i, i, o), uniform(i, o)) for i, o in zip(sizes, sizes[1:])]


def kernels(channels):
    return [(uniform(9 * i, 3, 3, i, o), uniform(9 * i, o)) for i, o in channels]


def layers(parameters, x, activation):
    for w, b in parameters[:-1]:
        x = activation(x @ w + b)
    w, b = parameters[-1]
    return x @ w + b


def convolution(x, layer, padding):
    return jax.nn.relu(jax.lax.conv_general_dilated(x, layer[0], (1, 1), padding, dimension_numbers=DIMENSIONS) + layer[1])


def halve(x):
    return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def cnn(parameters, x):
    for layer in parameters[0]:
        x = halve(convolution(x, layer, "VALID"))
    return layers(parameters[1], x.reshape(len(x), -1), jax.nn.relu)


def vgg(parameters, x):
    for i, layer in enumerate(parameters[0]):
        x = convolution(x, layer, "SAME")
        if i % 2:
            x = halve(x)
    return layers(parameters[1], x.reshape(len(x), -1), jax.nn.relu)


def cross_entropy(logits, y):
    return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(logits), y[:, None], 1))


def squares(output, y):
    return jnp.mean((output - y) ** 2)


def binary_cross_entropy(logits, y):
    p = jax.nn.sigmoid(logits)
    return -jnp.mean(y * jnp.log(p) + (1 - y) * jnp.log(1 - p))


def classes(parameters, model, count, shape):
    x = RANDOM.random(shape, dtype=np.float32)
    flat = x.reshape(len(x), -1)
    y = ((flat - 0.5) @ RANDOM.standard_normal((flat.shape[1], count), dtype=np.float32)).argmax(1).astype(np.int32)
    return parameters, model, cross_entropy, x, y, 0.01


def workload(name):
    """Parameters, model, loss, data and rate: see pytorch_steps.py."""
    if name == "line":
        x = np.arange(10, dtype=np.float32)[:, None] / 10
        return dense([1, 1]), lambda p, x: layers(p, x, jax.nn.relu), squares, x, 3 * x + 2, 0.01
    if name == "xor":
        x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32)
        y = np.array([[0], [1], [1], [0]], np.float32)
        return dense([2, 10, 10, 10, 1]), lambda p, x: layers(p, x, jax.nn.sigmoid), binary_cross_entropy, x, y, 0.5
    if name == "cnn":
        return classes([kernels([(1, 32), (32, 64)]), dense([1600, 10])], cnn, 10, (SAMPLES, 28, 28, 1))
    if name == "vgg":
        channels = [(3, 32), (32, 32), (32, 64), (64, 64), (64, 128), (128, 128)]
        return classes([kernels(channels), dense([2048, 256, 10])], vgg, 10, (SAMPLES // 6, 32, 32, 3))
    sizes = [int(size) for size in name.split("-")]
    return classes(dense(sizes), lambda p, x: layers(p, x, jax.nn.relu), sizes[-1], (SAMPLES, sizes[0]))


def main():
    batch = int(BATCH)
    parameters, model, loss, x, y, rate = workload(NAME)
    xs = [jnp.asarray(x[i:i + batch]) for i in range(0, len(x) - batch + 1, batch)]
    ys = [jnp.asarray(y[i:i + batch]) for i in range(0, len(x) - batch + 1, batch)]

    @functools.partial(jax.jit, donate_argnums=0)
    def step(parameters, x, y):
        value, gradients = jax.value_and_grad(lambda p: loss(model(p, x), y))(parameters)
        return jax.tree.map(lambda p, g: p - rate * g, parameters, gradients), value

    count = jax.jit(lambda p, x: model(p, x).argmax(1).sum())
    next_batch = 0

    def one():
        nonlocal parameters, next_batch
        j = next_batch % len(xs)
        next_batch += 1
        parameters, value = step(parameters, xs[j], ys[j])
        return value

    def train():
        for _ in range(99):
            one()
        float(one())
        return 100

    def infer():
        for i in range(10_000 // batch):
            int(count(parameters, xs[i]))
        return 1

    def run(limit):
        start = time.perf_counter()
        done = 0
        while time.perf_counter() - start < limit:
            done += infer() if KIND == "inference" else train()
        return done / (time.perf_counter() - start)

    if KIND == "first":
        marks.first(lambda: float(one()), float(SECONDS))
        return
    run(float(WARM))
    print(run(float(SECONDS)))


main()
