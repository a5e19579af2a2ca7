package dev.crema.nn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// One round of cross-validation.
///
/// ```java
/// for (var fold : data.shuffled().folds(5)) Trainer.of(net(), DataLoader.of(fold.train(), 32)).fit(10);
/// ```
///
/// @param index which round, from 0
/// @param train what to train on: all but this fold
/// @param validation what to judge by: this fold
public record Fold(int index, Dataset train, Dataset validation) {
    static List<Fold> of(Dataset data, int count) {
        int size = data.size();
        if (count < 2 || count > size)
            throw new IllegalArgumentException(
                    "folds: " + count + " folds of " + size + " samples; at least 2, and no more than samples");
        List<Fold> folds = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < count; i++) {
            int from = start;
            int to = from + size / count + (i < size % count ? 1 : 0);
            int[] others =
                    IntStream.range(0, size).filter(k -> k < from || k >= to).toArray();
            String name = data.name() + ", fold " + (i + 1) + " of " + count;
            folds.add(new Fold(
                    i,
                    new Subset(data, others, name + " left out"),
                    new Subset(data, IntStream.range(from, to).toArray(), name)));
            start = to;
        }
        return folds;
    }
}
