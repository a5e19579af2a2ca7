import dev.crema.magics.Host;
import dev.crema.magics.MimeBundle;
import dev.crema.magics.TrainMagic;
import dev.crema.nn.Conv2d;
import dev.crema.nn.Flatten;
import dev.crema.nn.Linear;
import dev.crema.nn.MaxPool2d;
import dev.crema.nn.Module;
import dev.crema.nn.ReLU;
import dev.crema.nn.Sequential;
import dev.crema.nn.Sigmoid;
import dev.crema.nn.Tanh;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.TensorDataset;
import dev.crema.nn.loss.BCELoss;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.loss.MSELoss;
import dev.crema.nn.optim.Adam;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.SGD;
import dev.crema.nn.train.Trainer;
import dev.crema.tensor.DType;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.Threads;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Steps a second of training a model with Crema: the loop that a cell would write (`manual`, the loss read every 100 steps), `trainer`, or
/// `%train` with its figure (`magic`); or passes a second over 10,000 samples (`inference`); or when the first 1, 10, 100 … steps of the
/// manual loop were done (`first`). Run by side_by_side.py, all.py and first_steps.py, which say what the arguments are.
public class CremaSteps {
    static final int SAMPLES = 12_000;

    public static void main(String[] arguments) {
        int batch = Integer.parseInt(arguments[1]);
        Threads.set(Integer.parseInt(arguments[2]));
        double warm = Double.parseDouble(arguments[3]);
        double seconds = Double.parseDouble(arguments[4]);
        Tensor.manualSeed(0);
        Workload work = Workload.of(arguments[0]);
        if (arguments[5].equals("first")) {
            first(new Manual(work, batch), seconds);
            return;
        }
        Steps steps = switch (arguments[5]) {
            case "manual" -> new Manual(work, batch);
            case "inference" -> new Inference(work, batch);
            case "trainer" -> new Trained(work, batch);
            case "magic" -> new Magic(work, batch);
            default -> throw new IllegalArgumentException("no kind " + arguments[5] + "; manual, inference, trainer or magic");
        };
        run(steps, warm);
        System.out.println(run(steps, seconds));
    }

    /// Says when 1, 10, 100 and so on steps were done, in milliseconds from the first one on, for so many seconds.
    static void first(Manual training, double seconds) {
        long start = System.nanoTime();
        for (int done = 1, next = 1; System.nanoTime() - start < seconds * 1e9; done++) {
            double loss = training.step().item();
            if (done < next) continue;
            System.out.println(done + " " + (System.nanoTime() - start) / 1e6 + " " + loss);
            next *= 10;
        }
    }

    /// Steps a second over at least so many seconds.
    static double run(Steps steps, double seconds) {
        long start = System.nanoTime();
        long done = 0;
        while (System.nanoTime() - start < seconds * 1e9) done += steps.some();
        return done * 1e9 / (System.nanoTime() - start);
    }

    /// What is trained, and on what: `line` through ten points, `xor`, `cnn` on images like MNIST's, `vgg` on images like CIFAR's, or
    /// the sizes of an MLP, with an activation and an optimiser of its own behind colons: `700-300-90-7:tanh:adam`.
    record Workload(Module model, Tensor x, Tensor y, Loss criterion, double rate, boolean adam) {
        static Workload of(String name) {
            if (name.equals("line")) {
                Tensor x = Tensor.arange(10).to(DType.FLOAT32).view(-1, 1).div(10);
                return new Workload(new Linear(1, 1), x, x.mul(3).add(2), new MSELoss(), 0.01, false);
            }
            if (name.equals("xor")) {
                Tensor x = Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
                Tensor y = Tensor.of(new float[][] {{0}, {1}, {1}, {0}});
                return new Workload(xor(), x, y, new BCELoss(), 0.5, false);
            }
            if (name.equals("cnn")) return classes(cnn(), false, 10, SAMPLES, 1, 28, 28);
            if (name.equals("vgg")) return classes(vgg(), false, 10, SAMPLES / 6, 3, 32, 32);
            String[] parts = name.split(":");
            int[] sizes = Arrays.stream(parts[0].split("-")).mapToInt(Integer::parseInt).toArray();
            Supplier<Module> activation = parts.length > 1 && parts[1].equals("tanh") ? Tanh::new : ReLU::new;
            boolean adam = parts.length > 2 && parts[2].equals("adam");
            return classes(mlp(sizes, activation), adam, sizes[sizes.length - 1], SAMPLES, sizes[0]);
        }

        static Workload classes(Module model, boolean adam, int classes, int... input) {
            Tensor x = Tensor.rand(input);
            Tensor flat = x.flatten(1);
            Tensor y = flat.sub(0.5).matmul(Tensor.randn(flat.size(1), classes)).argmax(1);
            return new Workload(model, x, y, new CrossEntropyLoss(), adam ? 0.001 : 0.01, adam);
        }

        Optimizer optimizer() {
            return adam ? new Adam(model.parameters(), rate) : new SGD(model.parameters(), rate);
        }
    }

    static Module xor() {
        return new Sequential(
                new Linear(2, 10), new Sigmoid(), new Linear(10, 10), new Sigmoid(),
                new Linear(10, 10), new Sigmoid(), new Linear(10, 1), new Sigmoid());
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

    static Module mlp(int[] sizes, Supplier<Module> activation) {
        Sequential model = new Sequential();
        for (int i = 0; i + 1 < sizes.length; i++) {
            model.add(new Linear(sizes[i], sizes[i + 1]));
            if (i + 2 < sizes.length) model.add(activation.get());
        }
        return model;
    }

    interface Steps {
        /// Trains for some steps and says how many.
        int some();
    }

    static class Manual implements Steps {
        final Module model;
        final Loss criterion;
        final Optimizer optimizer;
        final Tensor[] xs, ys;
        int next;
        double loss;

        Manual(Workload work, int batch) {
            model = work.model;
            criterion = work.criterion;
            optimizer = work.optimizer();
            xs = batches(work.x, batch);
            ys = batches(work.y, batch);
        }

        public int some() {
            for (int i = 0; i < 99; i++) step();
            loss = step().item();
            return 100;
        }

        Tensor step() {
            int j = next++ % xs.length;
            optimizer.zeroGrad();
            var value = criterion.forward(model.forward(xs[j]), ys[j]);
            value.backward();
            optimizer.step();
            return value;
        }
    }

    /// The whole batches of some samples.
    static Tensor[] batches(Tensor samples, int batch) {
        return samples.split(batch, 0).subList(0, samples.size(0) / batch).toArray(Tensor[]::new);
    }

    /// A step is the classes of 10,000 samples.
    static class Inference implements Steps {
        final Module model;
        final Tensor[] xs;
        double classes;

        Inference(Workload work, int batch) {
            model = work.model;
            model.eval();
            xs = batches(work.x.narrow(0, 0, Math.min(10_000, work.x.size(0))), batch);
        }

        public int some() {
            try (var _ = NoGrad.scope()) {
                for (Tensor x : xs) classes += model.forward(x).argmax(1).sum().item();
            }
            return 1;
        }
    }

    /// Runs one after the other, each twice as long until they take a second: its start and its last picture are a small part of a run.
    abstract static class Runs implements Steps {
        final Workload work;
        final DataLoader data;
        int epochs = 1;

        Runs(Workload work, int batch) {
            this.work = work;
            data = DataLoader.of(TensorDataset.of(work.x, work.y), batch);
        }

        public int some() {
            int now = epochs;
            long start = System.nanoTime();
            run(now);
            if (System.nanoTime() - start < 1_000_000_000) epochs *= 2;
            return now * data.size();
        }

        abstract void run(int epochs);
    }

    static class Trained extends Runs {

        Trained(Workload work, int batch) {
            super(work, batch);
        }

        void run(int epochs) {
            Trainer.of(work.model, data).loss(work.criterion).optimizer(work.optimizer()).fit(epochs);
        }
    }

    /// `%train` in a notebook that keeps the last frame of each figure.
    static class Magic extends Runs implements Host {
        final Map<String, MimeBundle> shown = new HashMap<>();

        Magic(Workload work, int batch) {
            super(work, batch);
        }

        void run(int epochs) {
            new TrainMagic().line("model data --loss loss --optimizer optimizer --epochs " + epochs, this);
        }

        public Object evaluate(String expression) {
            return switch (expression) {
                case "model" -> work.model;
                case "data" -> data;
                case "loss" -> work.criterion;
                case "optimizer" -> work.optimizer();
                default -> throw new ExpressionException("no variable " + expression);
            };
        }

        public void display(MimeBundle bundle, String id) {
            shown.put(String.valueOf(id), bundle);
        }

        public void update(String id, MimeBundle bundle) {
            shown.put(id, bundle);
        }

        public MimeBundle render(Object value) {
            return MimeBundle.text(String.valueOf(value));
        }

        public boolean interrupted() {
            return false;
        }

        public void print(String text) {}

        public void bind(String name, String type, Object value) {}
    }
}
