"""Trains an MLP for some steps with PyTorch or JAX, and says when the first was done and the most memory taken. Run by start.py."""
import sys

peer, sizes, batch, steps = sys.argv[1], [int(size) for size in sys.argv[2].split("-")], int(sys.argv[3]), int(sys.argv[4])


def pytorch():
    import torch
    from torch import nn
    torch.set_num_threads(1)
    layers = []
    for i, o in zip(sizes, sizes[1:]):
        layers += [nn.Linear(i, o), nn.ReLU()]
    model = nn.Sequential(*layers[:-1])
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    x, y = torch.rand(batch, sizes[0]), torch.arange(batch) % sizes[-1]

    def step():
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.item
    return step


def jax():
    import os
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    import jax
    import jax.numpy as jnp
    import numpy as np
    random = np.random.default_rng(0)
    parameters = [(jnp.asarray(random.uniform(-1, 1, (i, o)).astype(np.float32) / np.sqrt(i)), jnp.zeros(o)) for i, o in zip(sizes, sizes[1:])]
    x, y = jnp.asarray(random.random((batch, sizes[0]), dtype=np.float32)), jnp.arange(batch) % sizes[-1]

    def loss(parameters):
        h = x
        for w, b in parameters[:-1]:
            h = jax.nn.relu(h @ w + b)
        logits = h @ parameters[-1][0] + parameters[-1][1]
        return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(logits), y[:, None], 1))

    @jax.jit
    def update(parameters):
        value, gradients = jax.value_and_grad(loss)(parameters)
        return jax.tree.map(lambda p, g: p - 0.01 * g, parameters, gradients), value

    def step():
        nonlocal parameters
        parameters, value = update(parameters)
        return lambda: float(value)
    return step


step = {"pytorch": pytorch, "jax": jax}[peer]()
for number in range(steps):
    value = step()
    if number == 0 and value() > 0:
        print("first", flush=True)
print("peak", next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).strip())
