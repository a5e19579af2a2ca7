package dev.crema.magics;

import dev.crema.nn.Linear;
import dev.crema.nn.data.TensorDataset;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// A notebook in a process of its own that trains until it is killed; it writes down the frame it shows.
final class KilledRun {
    private KilledRun() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        FakeHost host = new FakeHost() {
            @Override
            public void update(String id, MimeBundle bundle) {
                try {
                    for (Map.Entry<String, String> part : bundle.data().entrySet()) {
                        Path fresh = folder.resolve("frame.fresh");
                        Files.writeString(fresh, part.getValue());
                        Path shown = folder.resolve("frame." + part.getKey().replace('/', '.'));
                        Files.move(fresh, shown, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    }
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        };
        Tensor.manualSeed(3);
        Tensor x = Tensor.rand(512, 8);
        host.with("model", new Linear(8, 1))
                .with("data", TensorDataset.of(x, x.sum(1).view(-1, 1)));
        String checkpoint = folder.resolve("checkpoint").toString();
        new TrainMagic().line("model data --epochs 1000000 --name killed --checkpoint " + checkpoint, host);
    }
}
