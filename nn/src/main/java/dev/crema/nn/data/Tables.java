package dev.crema.nn.data;

import dev.crema.nn.data.file.CsvFile;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.dflib.DataFrame;

/// Small real tables that are always there, for labs that run offline.
///
/// ```java
/// var data = Tables.iris().dataset("species");            // x [150, 4], y classes [150]
/// var cars = Tables.cars();
/// ```
///
/// Iris, wine, breast cancer and banknotes are from the UCI Machine Learning Repository under CC BY 4.0
/// (https://creativecommons.org/licenses/by/4.0/); authors and changes stand beside the files, in
/// `tables/ORIGIN.md`.
public final class Tables {
    private Tables() {}

    /// 150 irises of three `species` by four lengths in cm (Fisher 1936).
    public static Frame iris() {
        return read("iris", "species");
    }

    /// 178 wines of three growers (`class` 1 to 3) by 13 measures (Aeberhard and Forina 1991).
    public static Frame wine() {
        return read("wine", "class");
    }

    /// 699 biopsies, `class` benign or malignant, by nine grades from 1 to 10 (Wolberg 1990). 16 rows lack
    /// `bare_nuclei`: `dropMissing()`.
    public static Frame breastCancer() {
        return read("breast-cancer-wisconsin", "class");
    }

    /// 1372 banknotes, `class` 0 or 1, by four moments of their wavelet images (Lohweg 2012).
    public static Frame banknote() {
        return read("banknote", "class");
    }

    /// 74 cars of 1978: price in dollars, miles a gallon, trunk, weight, length, and whether foreign, dear, cheap.
    public static Frame cars() {
        return read("cars", "");
    }

    /// The ten points of the first regression lab (deck 003): `x` from 0 to 9, `y`.
    public static Frame line() {
        return Frame.of(
                Tensor.stack(1, Tensor.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), Tensor.of(1, 1, 2, 4, 5, 7, 8, 9, 10, 9)),
                "x",
                "y");
    }

    /// What 13 students scored in the `Quiz` and in the `Final` (deck 004).
    public static Frame scores() {
        Tensor quiz = Tensor.of(DType.FLOAT64, 25.2, 8.4, 4.9, 11.1, 9, 7.8, 3, 16, 2.5, 13.8, 9.6, 11.8, 16.9);
        Tensor exam = Tensor.of(DType.FLOAT64, 30.5, 13.6, 14, 16.6, 15.8, 6.3, 2.4, 27.7, 0, 16.8, 14.9, 7.6, 25.9);
        return Frame.of(Tensor.stack(1, quiz, exam), "Quiz", "Final");
    }

    private static Frame read(String name, String label) {
        String file = "tables/" + name + ".csv";
        try (InputStream in = Tables.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("the artefact lacks " + file);
            DataFrame table = CsvFile.read(new InputStreamReader(in, StandardCharsets.UTF_8), ',');
            boolean labelled = !label.isEmpty();
            return Frame.of(labelled ? table.convertColumn(label, Object::toString) : table);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
