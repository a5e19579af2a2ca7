package dev.crema.nn.data;

import java.util.Arrays;
import java.util.List;

/// The skeletons of the ten digits, each in the ways that people write it.
///
/// A skeleton is text: strokes parted by `|`, each a list of points `x,y` that the pen passes through, in a box of
/// 100 × 100 with the origin at the top left. The pen turns smoothly at a point, sharply at one that ends in `*`.
final class DigitStrokes {
    private static final List<List<Style>> STYLES = List.of(
            List.of(
                    style("oval", 5, "52,0 24,12 10,50 24,88 50,100 76,88 90,50 77,13 48,1"),
                    style("narrow oval", 3, "60,1 36,12 24,50 29,87 47,99 66,84 77,48 72,12 54,1"),
                    style("curl at the top", 3, "72,12 46,2 19,20 9,56 25,92 52,100 80,85 91,48 80,15 56,7 42,19"),
                    style("open at the top", 2, "45,5 19,22 9,56 23,90 52,100 82,84 91,48 82,19 66,5")),
            List.of(
                    style("stick", 6, "50,0 50,100"),
                    style("bent stick", 3, "55,0 50,32 47,66 50,100"),
                    style("flag", 2, "37,18 51,0* 50,100"),
                    style("flag and foot", 2, "37,17 51,0* 50,98 | 29,99 50,98 72,99"),
                    style("foot", 1, "50,0 50,98 | 27,99 50,98 74,99")),
            List.of(
                    style("swan", 4, "10,22 25,5 50,0 74,10 78,32 60,60 32,84 8,98* 45,97 92,97"),
                    style(
                            "loop at the base",
                            4,
                            "12,20 30,3 58,2 76,20 70,46 46,74 22,94 8,88 18,77 42,86 68,98 95,92"),
                    style("angular", 3, "12,14 42,4 76,8 74,27 42,62 8,96* 48,94 92,97"),
                    style("wavy base", 3, "8,25 28,4 58,0 78,20 68,50 40,78 8,98* 32,89 62,99 93,90"),
                    style("hook at the start", 2, "26,34 13,22 28,4 58,2 77,18 72,42 50,66 26,84 7,98* 40,95 93,96")),
            List.of(
                    style("round", 5, "12,15 36,0 68,5 77,24 62,42 36,48* 66,52 84,72 68,95 38,100 10,88"),
                    style("flat top", 2, "12,5 46,4 80,4* 60,24 40,42* 68,46 86,68 70,94 38,100 10,90"),
                    style(
                            "loop in the middle",
                            2,
                            "14,14 40,0 70,6 76,26 58,44 37,51 32,45 45,43 70,54 83,76 66,97 36,100 10,88"),
                    style("shallow waist", 3, "15,9 46,0 74,11 75,32 50,46* 77,58 81,84 54,100 12,95")),
            List.of(
                    style("open", 5, "20,0 15,28 10,55* 46,57 90,52 | 70,5 66,50 62,100"),
                    style("cup", 4, "20,2 14,34 25,55 50,56 76,44 | 79,2 74,42 66,100"),
                    style("closed", 3, "60,0* 34,32 6,65* 50,66 95,63 | 62,1 62,50 61,100"),
                    style("short stem", 2, "52,0* 28,31 6,60* 52,61 96,58 | 66,32 63,66 59,100")),
            List.of(
                    style("hat last", 5, "28,6 25,24 21,44* 46,38 75,47 85,69 72,92 45,100 12,90 | 28,6 56,5 90,3"),
                    style("one stroke", 3, "86,4 58,5 30,6* 27,24 23,43* 50,37 79,51 84,74 66,96 36,100 10,89"),
                    style("like an s", 3, "84,6 54,2 28,13 26,33 50,45 75,58 80,79 60,97 32,100 10,89"),
                    style("loose hat", 2, "30,14 23,45* 50,40 77,53 80,78 57,98 14,95 | 38,8 62,6 92,1")),
            List.of(
                    style("bow", 5, "68,0 40,20 20,52 17,80 36,99 63,96 79,77 68,57 44,55 20,74"),
                    style("wide bow", 3, "82,8 58,1 28,22 12,58 21,89 50,100 78,88 80,65 58,51 32,58 15,76"),
                    style("straight stem", 3, "42,0 29,35 20,68 30,94 54,100 76,86 76,66 56,54 34,62 21,78"),
                    style("low loop", 2, "54,0 35,26 18,60 20,88 43,100 70,92 73,73 51,63 22,80"),
                    style("open loop", 2, "66,0 38,22 19,54 19,82 40,99 65,94 78,76 67,58 46,57 33,66")),
            List.of(
                    style("plain", 5, "8,8 46,7 88,6* 66,48 44,100"),
                    style("barred", 3, "8,8 46,7 88,6* 66,48 44,100 | 32,54 57,51 84,49"),
                    style("serif", 2, "9,26 12,7* 50,8 88,5* 63,46 47,100"),
                    style("wavy roof", 3, "7,17 26,6 55,11 87,6* 70,33 56,63 50,100")),
            List.of(
                    style(
                            "s first",
                            5,
                            "76,15 51,0 24,13 30,35 54,50 79,70 71,94 46,100 20,90 21,68 46,51 71,34 77,15 64,4"),
                    style(
                            "two rings",
                            2,
                            "50,0 25,10 24,34 50,46 76,35 75,10 52,0 | 50,46 20,60 18,87 50,100 81,87 80,60 52,46"),
                    style(
                            "open at the top",
                            3,
                            "79,8 51,3 27,18 37,38 60,54 72,76 56,98 31,97 22,78 43,56 70,37 88,11"),
                    style(
                            "small head",
                            2,
                            "67,13 48,4 31,18 39,36 64,51 81,73 66,98 36,98 18,76 36,53 62,36 71,18 60,5"),
                    style("crossed", 2, "28,15 70,86 50,100 28,86 72,15 50,0 29,13")),
            List.of(
                    style("straight stem", 5, "76,14 50,2 24,14 20,38 44,50 70,38 78,10* 74,55 70,100"),
                    style("curved stem", 3, "77,16 52,1 24,12 18,36 42,52 69,42 80,12* 82,52 69,88 44,100 22,93"),
                    style("one sweep", 4, "74,22 57,2 29,7 16,31 35,50 62,41 76,16 67,60 46,100"),
                    style("leaning head", 2, "74,10 45,5 20,24 25,47 51,48 73,28 78,6* 71,52 62,100")));

    private DigitStrokes() {}

    /// A way of writing one digit.
    ///
    /// @param name what tells it from the other ways
    /// @param share how often people write it, relative to the other ways of the same digit
    /// @param strokes the movements of the pen from touching the paper to leaving it
    record Style(String name, int share, List<Stroke> strokes) {}

    /// One movement of the pen.
    ///
    /// @param points `x, y` pairs in a box of 100 × 100
    /// @param corners the points at which the pen turns sharply
    record Stroke(double[][] points, boolean[] corners) {}

    /// All ways of writing a digit.
    static List<Style> styles(int digit) {
        return STYLES.get(digit);
    }

    /// A way of writing a digit, drawn by the shares.
    static Style pick(int digit, CounterRandom random) {
        List<Style> styles = styles(digit);
        int ticket = random.below(styles.stream().mapToInt(Style::share).sum());
        int style = 0;
        while (ticket >= styles.get(style).share()) {
            ticket -= styles.get(style).share();
            style++;
        }
        return styles.get(style);
    }

    private static Style style(String name, int share, String skeleton) {
        List<Stroke> strokes = Arrays.stream(skeleton.split("\\|"))
                .map(text -> stroke(text.strip().split(" ")))
                .toList();
        return new Style(name, share, strokes);
    }

    private static Stroke stroke(String[] words) {
        double[][] points = new double[words.length][];
        boolean[] corners = new boolean[words.length];
        for (int i = 0; i < words.length; i++) {
            corners[i] = words[i].endsWith("*");
            points[i] = Arrays.stream(words[i].replace("*", "").split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
        return new Stroke(points, corners);
    }
}
