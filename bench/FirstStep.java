import dev.crema.nn.Linear;
import dev.crema.nn.ReLU;
import dev.crema.nn.Sequential;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.optim.SGD;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Trains an MLP for some steps, and says when the first was done and how much memory the process took at most. Run by start.py.
public class FirstStep {
    public static void main(String[] arguments) throws Exception {
        int[] sizes = Arrays.stream(arguments[0].split("-")).mapToInt(Integer::parseInt).toArray();
        int batch = Integer.parseInt(arguments[1]);
        int steps = Integer.parseInt(arguments[2]);
        var model = new Sequential();
        for (int i = 0; i + 1 < sizes.length; i++) {
            model.add(new Linear(sizes[i], sizes[i + 1]));
            if (i + 2 < sizes.length) model.add(new ReLU());
        }
        var criterion = new CrossEntropyLoss();
        var optimizer = new SGD(model.parameters(), 0.01);
        Tensor x = Tensor.rand(batch, sizes[0]);
        Tensor y = Tensor.arange(batch).remainder(sizes[sizes.length - 1]).to(DType.INT64);
        for (int i = 0; i < steps; i++) {
            optimizer.zeroGrad();
            var loss = criterion.forward(model.forward(x), y);
            loss.backward();
            optimizer.step();
            if (i == 0 && loss.item() > 0) System.out.println("first"); // the loss is there
        }
        System.out.println("peak " + peak());
    }

    static String peak() throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) if (line.startsWith("VmHWM")) return line;
        return "";
    }
}
