package dev.crema.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/// Tensors as PyTorch prints them: four digits, exactly rounded, in columns of one width, the middle of long
/// dimensions left out.
final class TensorPrinter {
    private static final int PRECISION = 4;
    private static final int THRESHOLD = 1000;
    private static final int EDGE = 3;
    private static final int LINE = 80;
    private static final String PREFIX = "tensor(";

    private final Tensor tensor;
    private final boolean summarized;
    private boolean integral = true;
    private boolean scientific;
    private int width = 1;

    private TensorPrinter(Tensor tensor) {
        this.tensor = tensor;
        this.summarized = tensor.numel() > THRESHOLD;
    }

    static String print(Tensor tensor) {
        if (!tensor.storage().isLive())
            return "tensor(released: " + tensor.storage().describe() + ")";
        return new TensorPrinter(tensor.detach()).text(tensor);
    }

    private String text(Tensor original) {
        StringBuilder text = new StringBuilder(PREFIX);
        DType dtype = tensor.dtype();
        if (tensor.numel() == 0) {
            text.append("[]");
            if (tensor.dim() != 1) text.append(", size=").append(sizes());
        } else {
            measure(summarized ? edges(tensor) : tensor);
            text.append(body(tensor, PREFIX.length()));
        }
        List<String> suffixes = new ArrayList<>();
        boolean known = dtype == DType.defaultFloat() || dtype == DType.INT64 || dtype == DType.BOOL;
        if (!known || (tensor.numel() == 0 && dtype != DType.defaultFloat())) suffixes.add("dtype=" + dtype);
        var op = original.op();
        if (op != null) suffixes.add("grad_fn=<" + capitalized(op.name()) + "Backward0>");
        else if (original.requiresGrad()) suffixes.add("requires_grad=True");
        append(text, suffixes);
        return text.append(')').toString();
    }

    /// On the last line as far as there is room, else on one of their own.
    private static void append(StringBuilder text, List<String> suffixes) {
        int line = text.length() - text.lastIndexOf("\n") + 1;
        for (String suffix : suffixes) {
            boolean fits = line + suffix.length() + 2 <= LINE;
            text.append(fits ? ", " : ",\n" + " ".repeat(PREFIX.length())).append(suffix);
            line = fits ? line + suffix.length() + 2 : PREFIX.length() + suffix.length();
        }
    }

    private String sizes() {
        String sizes = tensor.shape().toString();
        return "(" + sizes.substring(1, sizes.length() - 1) + (tensor.dim() == 1 ? ",)" : ")");
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /// Only what will be shown decides on the format.
    private static Tensor edges(Tensor x) {
        Tensor shown = x;
        for (int d = 0; d < x.dim(); d++)
            if (shown.size(d) > 2 * EDGE)
                shown = Tensor.cat(d, shown.narrow(d, 0, EDGE), shown.narrow(d, shown.size(d) - EDGE, EDGE));
        return shown;
    }

    private void measure(Tensor shown) {
        if (tensor.dtype().isFloating()) {
            // zeros and what is not finite have no say in it, and may be narrower
            double[] values = DoubleStream.of(shown.toDoubles())
                    .filter(value -> Double.isFinite(value) && value != 0)
                    .toArray();
            for (double value : values) if (value != Math.rint(value)) integral = false;
            double[] magnitudes = DoubleStream.of(values).map(Math::abs).toArray();
            double max = DoubleStream.of(magnitudes).max().orElse(0);
            double min = DoubleStream.of(magnitudes).min().orElse(0);
            scientific = magnitudes.length > 0 && (max / min > 1000 || max > 1e8 || (!integral && min < 1e-4));
            for (double value : values) width = Math.max(width, decimal(value).length());
        } else for (String word : words(shown)) width = Math.max(width, word.length());
    }

    private String[] words(Tensor x) {
        return switch (tensor.dtype()) {
            case FLOAT32, FLOAT64 ->
                DoubleStream.of(x.toDoubles()).mapToObj(this::decimal).toArray(String[]::new);
            case BOOL ->
                LongStream.of(x.toLongs())
                        .mapToObj(value -> value != 0 ? "True" : "False")
                        .toArray(String[]::new);
            case UINT8, INT32, INT64 ->
                LongStream.of(x.toLongs()).mapToObj(Long::toString).toArray(String[]::new);
        };
    }

    private String decimal(double value) {
        if (Double.isNaN(value)) return "nan";
        if (Double.isInfinite(value)) return value > 0 ? "inf" : "-inf";
        String sign = Math.copySign(1, value) < 0 ? "-" : "";
        BigDecimal exact = new BigDecimal(Math.abs(value));
        if (scientific) return sign + exponential(exact);
        if (integral) return sign + exact.setScale(0, RoundingMode.HALF_EVEN).toPlainString() + ".";
        return sign + exact.setScale(PRECISION, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String exponential(BigDecimal exact) {
        if (exact.signum() == 0) return "0.0000e+00";
        BigDecimal rounded = exact.round(new MathContext(PRECISION + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        BigDecimal mantissa = rounded.movePointLeft(exponent).setScale(PRECISION, RoundingMode.HALF_EVEN);
        return mantissa.toPlainString()
                + (exponent < 0 ? "e-" : "e+")
                + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    }

    private String body(Tensor x, int indent) {
        if (x.dim() == 0) return words(x)[0];
        if (x.dim() == 1) return row(x, indent);
        StringBuilder text = new StringBuilder("[");
        String gap = "\n".repeat(x.dim() - 1) + " ".repeat(indent + 1);
        int size = x.size(0);
        boolean cut = summarized && size > 2 * EDGE;
        for (int i = 0; i < size; i++) {
            if (cut && i == EDGE) {
                text.append(',').append(gap).append("...");
                i = size - EDGE;
            }
            if (i > 0) text.append(',').append(gap);
            text.append(body(x.at(i), indent + 1));
        }
        return text.append(']').toString();
    }

    private String row(Tensor x, int indent) {
        int size = x.size(0);
        int perLine = Math.max(1, (LINE - indent) / (width + 2));
        boolean cut = summarized && size > 2 * EDGE;
        List<String> words = new ArrayList<>();
        for (String word : words(cut ? edges(x) : x)) words.add(" ".repeat(Math.max(0, width - word.length())) + word);
        if (cut) words.add(EDGE, " ...");
        StringBuilder text = new StringBuilder("[");
        for (int column = 0; column < words.size(); column++) {
            if (column > 0) text.append(',').append(column % perLine == 0 ? "\n" + " ".repeat(indent + 1) : " ");
            text.append(words.get(column));
        }
        return text.append(']').toString();
    }
}
