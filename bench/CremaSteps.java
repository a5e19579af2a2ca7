import dev.crema.nn.Conv2d;
import dev.crema.nn.Flatten;
import dev.crema.nn.Linear;
import dev.crema.nn.MaxPool2d;
import dev.crema.nn.Module;
import dev.crema.nn.ReLU;
import dev.crema.nn.Sequential;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.optim.SGD;
import dev.crema.nn.train.Trainer;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.Threads;
import java.util.Arrays;

/// Steps a second of training a model with Crema: the loop that a cell would write (`manual`, the loss read every 100 steps), or `Trainer`.
/// Run by side_by_side.py, which says what the arguments are.
public class CremaSteps {
    static final int SAMPLES = 12_000;

    public static void main(String[] arguments) {
        int batch = Integer.parseInt(arguments[1]);
        Threads.set(Integer.parseInt(arguments[2]));
        double warm = Double.parseDouble(arguments[3]);
        double seconds = Double.parseDouble(arguments[4]);
        boolean manual = arguments[5].equals("manual");
        Tensor.manualSeed(0);
        Workload work = Workload.of(arguments[0]);
        Tensor x = Tensor.rand(work.input);
        Tensor flat = x.flatten(1);
        Tensor y = flat.sub(0.5).matmul(Tensor.randn(flat.size(1), work.classes)).argmax(1);
        Steps steps = manual ? new Manual(work.model, x, y, batch) : new Trained(work.model, x, y, batch);
        run(steps, warm);
        System.out.println(run(steps, seconds));
    }

    /// Steps a second over at least so many seconds.
    static double run(Steps steps, double seconds) {
        long start = System.nanoTime();
        long done = 0;
        while (System.nanoTime() - start < seconds * 1e9) done += steps.some();
        return done * 1e9 / (System.nanoTime() - start);
    }

    /// What is trained, and on what: `cnn` on images like MNIST's, `vgg` on images like CIFAR's, or the sizes of an MLP.
    record Workload(Module model, int[] input, int classes) {
        static Workload of(String name) {
            if (name.equals("cnn")) return new Workload(cnn(), new int[] {SAMPLES, 1, 28, 28}, 10);
            if (name.equals("vgg")) return new Workload(vgg(), new int[] {SAMPLES / 6, 3, 32, 32}, 10);
            int[] sizes = Arrays.stream(name.split("-")).mapToInt(Integer::parseInt).toArray();
            return new Workload(mlp(sizes), new int[] {SAMPLES, sizes[0]}, sizes[sizes.length - 1]);
        }
    }

    static Module cnn() {
        return new Sequential(
                new Conv2d(1, 32, 3), new ReLU(), new MaxPool2d(2),
                new Conv2d(32, 64, 3), new ReLU(), new MaxPool2d(2),
                new Flatten(), new Linear(1600, 10));
    }

    static Module vgg() {
        Sequential model = new Sequential();
        int in = 3;
        for (int out : new int[] {32, 64, 128}) {
            model.add(new Conv2d(in, out, 3).padding(1)).add(new ReLU());
            model.add(new Conv2d(out, out, 3).padding(1)).add(new ReLU()).add(new MaxPool2d(2));
            in = out;
        }
        return model.add(new Flatten()).add(new Linear(2048, 256)).add(new ReLU()).add(new Linear(256, 10));
    }

    static Module mlp(int[] sizes) {
        Sequential model = new Sequential();
        for (int i = 0; i + 1 < sizes.length; i++) {
            model.add(new Linear(sizes[i], sizes[i + 1]));
            if (i + 2 < sizes.length) model.add(new ReLU());
        }
        return model;
    }

    interface Steps {
        /// Trains for some steps and says how many.
        int some();
    }

    static class Manual implements Steps {
        final Module model;
        final CrossEntropyLoss criterion = new CrossEntropyLoss();
        final SGD optimizer;
        final Tensor[] xs, ys;
        int next;
        double loss;

        Manual(Module model, Tensor x, Tensor y, int batch) {
            this.model = model;
            optimizer = new SGD(model.parameters(), 0.01);
            xs = x.split(batch, 0).subList(0, x.size(0) / batch).toArray(Tensor[]::new);
            ys = y.split(batch, 0).subList(0, x.size(0) / batch).toArray(Tensor[]::new);
        }

        public int some() {
            int steps = Math.min(100, xs.length);
            for (int i = 0; i < steps; i++) {
                int j = next++ % xs.length;
                optimizer.zeroGrad();
                var value = criterion.forward(model.forward(xs[j]), ys[j]);
                value.backward();
                optimizer.step();
                if (i == steps - 1) loss = value.item();
            }
            return steps;
        }
    }

    static class Trained implements Steps {
        final Module model;
        final DataLoader data;

        Trained(Module model, Tensor x, Tensor y, int batch) {
            this.model = model;
            data = DataLoader.of(TensorDataset.of(x, y), batch);
        }

        public int some() {
            Trainer.of(model, data).optimizer(new SGD(model.parameters(), 0.01)).fit(1);
            return data.size();
        }
    }
}
