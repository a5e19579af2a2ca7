package dev.crema.magics.exercise;

import dev.crema.tensor.DType;
import dev.crema.tensor.Shape;
import dev.crema.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Checks an answer of an exercise: says ✓, or ✗ with a hint, and never ends the notebook.
///
/// ```java
/// Check.that(w).isCloseTo(1.2105, 1e-3).hint("the slope is 0 at the lowest point of the bowl");
/// Check.that(() -> accuracy(model, test)).isCloseTo(0.98, 0.02).hint("divide as double, not as int");
/// Check.that(hidden).hasShape(64, 10).hint("rows are samples");
/// ```
///
/// An answer is a number, a truth value, a text, a `Tensor`, an array or a `List`. One that is missing (null), of
/// another kind or that throws is an open exercise, no error. Several conditions may follow each other: the first
/// that does not hold is the one that is told. Nothing is printed before `hint`.
public final class Check {
    private static final String RIGHT = "✓";
    private static final String OPEN = "✗ ";
    private static final int WIDTH = 60;

    private final @Nullable Object answer;
    private final String failure;

    private Check(@Nullable Object answer, String failure) {
        this.answer = answer;
        this.failure = failure;
    }

    /// Begins the check of an answer.
    public static Check that(@Nullable Object answer) {
        return new Check(answer, answer == null ? "there is no answer yet" : "");
    }

    /// Begins the check of an answer that is computed here, so that code which throws is an open exercise too.
    @SuppressWarnings("CatchingUnchecked") // whatever a student's code throws
    public static Check that(Callable<?> answer) {
        try {
            return that(answer.call());
        } catch (Exception | StackOverflowError | AssertionError thrown) {
            String reason = Objects.requireNonNullElse(thrown.getMessage(), "")
                    .lines()
                    .findFirst()
                    .orElse("");
            String name = thrown.getClass().getSimpleName();
            return new Check(null, "it throws " + name + (reason.isEmpty() ? "" : ": " + reason));
        }
    }

    /// Every number of the answer differs from the expected one by at most the tolerance, and the shapes are the
    /// same.
    ///
    /// @param expected a number, a `Tensor`, an array or a `List` of numbers
    /// @throws IllegalArgumentException if it is none
    public Check isCloseTo(Object expected, double tolerance) {
        Tensor wanted = numbers(expected);
        if (wanted == null)
            throw new IllegalArgumentException("isCloseTo: give numbers as expected, not " + brief(expected));
        if (!failure.isEmpty()) return this;
        Tensor given = numbers(answer);
        if (given == null) return failing("that is " + brief(answer) + ", not numbers");
        boolean single = wanted.dim() == 0 && given.numel() == 1; // [1] for a number will do
        if (!single && !given.shape().equals(wanted.shape()))
            return failing("the shape is " + given.shape() + ", not " + wanted.shape());
        double[] mine = given.toDoubles();
        double[] theirs = wanted.toDoubles();
        for (int i = 0; i < mine.length; i++)
            if (!(mine[i] == theirs[i] || Math.abs(mine[i] - theirs[i]) <= tolerance)) return failing(wrong(i, given));
        return this;
    }

    /// The answer equals this: numbers by their values, everything else by `equals`.
    public Check isEqualTo(Object expected) {
        if (!failure.isEmpty()) return this;
        boolean both = numbers(expected) != null && numbers(answer) != null;
        if (both) return isCloseTo(expected, 0);
        return Objects.equals(answer, expected) ? this : failing("that is " + brief(answer));
    }

    /// The answer is true, or a tensor of nothing else.
    public Check isTrue() {
        if (!failure.isEmpty()) return this;
        boolean holds = answer instanceof Tensor tensor ? tensor.all().item() != 0 : Boolean.TRUE.equals(answer);
        return holds ? this : failing("that is " + brief(answer));
    }

    /// The answer is a tensor or array of this shape; no size at all for a single number.
    public Check hasShape(int... sizes) {
        if (!failure.isEmpty()) return this;
        Tensor given = numbers(answer);
        if (given == null) return failing("that is " + brief(answer) + ", not numbers");
        return given.shape().equals(Shape.of(sizes)) ? this : failing("the shape is " + given.shape());
    }

    /// Prints ✓, or ✗, the hint and what is not right yet.
    public void hint(String hint) {
        System.out.println(isRight() ? RIGHT : OPEN + hint + " (" + failure + ")");
    }

    /// Whether all conditions hold.
    public boolean isRight() {
        return failure.isEmpty();
    }

    private Check failing(String reason) {
        return new Check(answer, reason);
    }

    private String wrong(int at, Tensor given) {
        if (answer instanceof Integer || answer instanceof Long) return "that is " + answer;
        String place = given.numel() == 1 ? "that is " : "number " + at + " is ";
        double value = given.toDoubles()[at];
        return place + (given.dtype() == DType.FLOAT32 ? Float.toString((float) value) : Double.toString(value));
    }

    /// The numbers of a value, if it holds nothing else.
    private static @Nullable Tensor numbers(@Nullable Object value) {
        try {
            return switch (value) {
                case Tensor tensor -> tensor.detach();
                case Number number ->
                    Tensor.of(DType.FLOAT64, new double[] {number.doubleValue()})
                            .squeeze(0);
                case List<?> list -> Tensor.of(DType.FLOAT64, list);
                case null -> null;
                default -> value.getClass().isArray() ? array(value) : null;
            };
        } catch (IllegalArgumentException notNumbers) {
            return null;
        }
    }

    private static Tensor array(Object array) {
        return Tensor.of(DType.FLOAT64, new Object[] {array}).at(0);
    }

    private static String brief(@Nullable Object value) {
        if (value instanceof Tensor tensor) return "a tensor of shape " + tensor.shape();
        String text = String.valueOf(value).strip().replaceAll("\\s+", " ");
        return text.length() > WIDTH ? text.substring(0, WIDTH) + "…" : text;
    }

    /// The verdict without a hint.
    @Override
    public String toString() {
        return isRight() ? RIGHT : OPEN + failure;
    }
}
