package dev.crema.tensor.cases;

import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/// Products of vectors and matrices.
final class ProductOperations {
    private ProductOperations() {}

    static void into(Map<String, Torch.Method> table) {
        table.put("matmul", (x, a) -> x.matmul(a.tensor(0, "other")));
        table.put("mm", (x, a) -> x.mm(a.tensor(0, "mat2")));
        table.put("bmm", (x, a) -> x.bmm(a.tensor(0, "mat2")));
        table.put("mv", (x, a) -> x.mv(a.tensor(0, "vec")));
        table.put("dot", (x, a) -> x.dot(a.tensor(0, "other", "tensor")));
        table.put("vdot", table.get("dot"));
        table.put("inner", (x, a) -> {
            Tensor other = a.tensor(0, "other");
            return other.dim() < 2 ? x.matmul(other) : x.matmul(other.transpose(-2, -1));
        });
        table.put("outer", (x, a) -> x.outer(a.tensor(0, "vec2")));
        table.put("ger", table.get("outer"));
        table.put("addmm", (x, a) -> {
            Tensor first = a.tensor(0, "mat1");
            Tensor second = a.tensor(1, "mat2");
            return isScaled(a) ? scaled(x, a, first.mm(second)) : x.addmm(first, second);
        });
        table.put("addmv", (x, a) -> {
            Tensor matrix = a.tensor(0, "mat");
            Tensor vector = a.tensor(1, "vec");
            return isScaled(a) ? scaled(x, a, matrix.mv(vector)) : x.addmv(matrix, vector);
        });
        table.put("addr", (x, a) -> scaled(x, a, a.tensor(0, "vec1").outer(a.tensor(1, "vec2"))));
        table.put("addbmm", (x, a) -> {
            Tensor first = a.tensor(0, "batch1");
            Tensor second = a.tensor(1, "batch2");
            return isScaled(a) ? scaled(x, a, first.bmm(second).sum(0)) : x.addbmm(first, second);
        });
        table.put("baddbmm", (x, a) -> scaled(x, a, a.tensor(0, "batch1").bmm(a.tensor(1, "batch2"))));
        table.put("linear", (x, a) -> {
            Tensor product = x.matmul(a.tensor(0, "weight").t());
            return a.has(1, "bias") ? product.add(a.tensor(1, "bias")) : product;
        });
        for (String name : new String[] {"inverse", "inv", "pinverse", "pinv"}) table.put(name, (x, a) -> x.inverse());
        table.put("solve", (x, a) -> x.inverse().matmul(a.tensor(0, "B", "other")));
        table.put("matrix_power", (x, a) -> {
            Tensor base = a.integer(0, 1, "n") < 0 ? x.inverse() : x;
            Tensor power = Tensor.eye(x.size(-1)).to(x.dtype()).expandAs(x);
            for (int i = 0; i < Math.abs(a.integer(0, 1, "n")); i++) power = power.matmul(base);
            return power;
        });
        table.put("kron", (x, a) -> {
            Tensor y = a.tensor(0, "other");
            return x.unsqueeze(1)
                    .unsqueeze(3)
                    .mul(y.unsqueeze(0).unsqueeze(2))
                    .reshape(x.size(0) * y.size(0), x.size(1) * y.size(1));
        });
        table.put("cosine_similarity", (x, a) -> {
            Tensor y = a.tensor(0, "x2");
            int dim = a.integer(1, 1, "dim");
            Tensor lengths = x.norm(2, dim, false).mul(y.norm(2, dim, false));
            return x.mul(y).sum(dim).div(lengths.maximum(a.number(2, 1e-8, "eps")));
        });
    }

    private static boolean isScaled(Arguments a) {
        return a.has(-1, "alpha") || a.has(-1, "beta");
    }

    /// `beta · x + alpha · product`
    private static Tensor scaled(Tensor x, Arguments a, Tensor product) {
        Object beta = a.get(-1, "beta");
        Object alpha = a.get(-1, "alpha");
        Tensor term = alpha == null ? product : product.mul(Values.number(alpha));
        return (beta == null ? x : x.mul(Values.number(beta))).add(term);
    }

    /// Einstein's sums: every operand aligned to all letters, multiplied, and summed over those that the result
    /// lacks.
    static Tensor einsum(String rule, Tensor... operands) {
        String[] sides = rule.replace(" ", "").split("->", -1);
        String[] inputs = sides[0].split(",", -1);
        String result = sides.length > 1 ? sides[1] : implied(sides[0]);
        String letters = result
                + sides[0].chars()
                        .filter(c -> Character.isLetter(c) && result.indexOf(c) < 0)
                        .distinct()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        Tensor product = Tensor.scalar(1).to(operands[0].dtype());
        for (int i = 0; i < operands.length; i++) product = product.mul(aligned(operands[i], inputs[i], letters));
        int[] summed = new int[letters.length() - result.length()];
        Arrays.setAll(summed, d -> result.length() + d);
        return summed.length == 0 ? product : product.sum(summed);
    }

    private static String implied(String inputs) {
        return inputs.chars()
                .filter(c -> Character.isLetter(c) && inputs.indexOf(c) == inputs.lastIndexOf(c))
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Tensor aligned(Tensor x, String labels, String letters) {
        Tensor diagonal = x;
        StringBuilder left = new StringBuilder(labels);
        for (int d = 0; d < left.length(); d++)
            for (int other = left.length() - 1; other > d; other--)
                if (left.charAt(d) == left.charAt(other)) { // i appears twice: the diagonal
                    Tensor eye = Tensor.eye(diagonal.size(d)).to(x.dtype());
                    int[] sizes = new int[left.length()];
                    Arrays.fill(sizes, 1);
                    sizes[d] = sizes[other] = diagonal.size(d);
                    diagonal = diagonal.mul(eye.view(sizes)).sum(other);
                    left.deleteCharAt(other);
                }
        int[] order = letters.chars()
                .map(letter -> left.indexOf(Character.toString(letter)))
                .filter(d -> d >= 0)
                .toArray();
        Tensor result = diagonal.permute(order);
        for (int d = 0; d < letters.length(); d++)
            if (left.indexOf(letters.substring(d, d + 1)) < 0) result = result.unsqueeze(d);
        return result;
    }
}
