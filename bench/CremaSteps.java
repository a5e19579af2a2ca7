import dev.crema.nn.Linear;
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

/// Steps a second of training an MLP with Crema: the loop that a cell would write (`manual`, the loss read every 100 steps), or `Trainer`.
/// Run by side_by_side.py, which says what the arguments are.
public class CremaSteps {
    static final int SAMPLES = 12_000;

    public static void main(String[] arguments) {
        int[] sizes = Arrays.stream(arguments[0].split("-")).mapToInt(Integer::parseInt).toArray();
        int batch = Integer.parseInt(arguments[1]);
        Threads.set(Integer.parseInt(arguments[2]));
        double warm = Double.parseDouble(arguments[3]);
        double seconds = Double.parseDouble(arguments[4]);
        boolean manual = arguments[5].equals("manual");
        Tensor.manualSeed(0);
        Tensor x = Tensor.rand(SAMPLES, sizes[0]);
        Tensor y = x.sub(0.5).matmul(Tensor.randn(sizes[0], sizes[sizes.length - 1])).argmax(1);
        Steps steps = manual ? new Manual(model(sizes), x, y, batch) : new Trained(model(sizes), x, y, batch);
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

    static Module model(int[] sizes) {
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
            xs = x.split(batch, 0).subList(0, SAMPLES / batch).toArray(Tensor[]::new);
            ys = y.split(batch, 0).subList(0, SAMPLES / batch).toArray(Tensor[]::new);
        }

        public int some() {
            for (int i = 0; i < 100; i++) {
                int j = next++ % xs.length;
                optimizer.zeroGrad();
                var value = criterion.forward(model.forward(xs[j]), ys[j]);
                value.backward();
                optimizer.step();
                if (i == 99) loss = value.item();
            }
            return 100;
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
