package dev.crema.tensor.cases;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// PyTorch's functions whose first argument is no tensor: what makes tensors, and what takes several.
final class FunctionTable {
    private static final String[] DIM = {"dim", "axis"};

    private FunctionTable() {}

    static void into(Map<String, Torch.Free> table) {
        for (String name : new String[] {"tensor", "as_tensor", "from_numpy", "array", "Tensor", "FloatTensor"})
            table.put(name, a -> {
                Tensor made = Values.tensor(a.get(0, "data"));
                return typed(made, a, name.endsWith("Tensor") ? DType.FLOAT32 : made.dtype());
            });
        table.put("LongTensor", a -> Values.tensor(a.get(0)).to(DType.INT64));
        table.put("zeros", a -> typed(Tensor.zeros(a.sizes(0, "size")), a, DType.defaultFloat()));
        table.put("ones", a -> typed(Tensor.ones(a.sizes(0, "size")), a, DType.defaultFloat()));
        table.put("full", a -> {
            Tensor made = Tensor.full(Values.number(a.get(1, "fill_value")), a.dims(0, "size"));
            return typed(made, a, a.get(1, "fill_value") instanceof Boolean ? DType.BOOL : made.dtype());
        });
        table.put(
                "zeros_like",
                a -> typed(
                        Tensor.zerosLike(a.tensor(0, "input")), a, a.tensor(0).dtype()));
        table.put(
                "ones_like",
                a -> typed(Tensor.onesLike(a.tensor(0, "input")), a, a.tensor(0).dtype()));
        table.put(
                "full_like",
                a -> typed(
                        Tensor.zerosLike(a.tensor(0, "input")).assign(Values.number(a.get(1, "fill_value"))),
                        a,
                        a.tensor(0).dtype()));
        table.put("eye", a -> {
            int rows = a.integer(0, 1, "n");
            int columns = a.integer(1, rows, "m");
            Tensor square = Tensor.eye(Math.max(rows, columns));
            return typed(square.at(":" + rows, ":" + columns).contiguous(), a, DType.defaultFloat());
        });
        table.put("arange", FunctionTable::arange);
        table.put(
                "linspace",
                a -> typed(
                        Tensor.linspace(a.number(0, 0, "start"), a.number(1, 0, "end"), a.integer(2, 100, "steps")),
                        a,
                        DType.defaultFloat()));
        table.put("logspace", a -> {
            Tensor exponents =
                    Tensor.linspace(a.number(0, 0, "start"), a.number(1, 0, "end"), a.integer(2, 100, "steps"));
            return exponents.mul(Math.log(a.number(3, 10, "base"))).exp();
        });
        joins(table);
        others(table);
    }

    private static Tensor typed(Tensor made, Arguments a, DType otherwise) {
        Object dtype = a.get(-1, "dtype");
        Tensor typed = made.to(dtype == null ? otherwise : Values.dtype(dtype));
        return a.flag(-1, false, "requires_grad") ? typed.detach().requiresGrad(true) : typed;
    }

    private static Tensor arange(Arguments a) {
        boolean onlyEnd = a.count() <= 1 && !a.has(-1, "start");
        Number start = onlyEnd ? (Number) 0L : Values.number(a.get(0, "start"));
        Number end = Values.number(a.get(onlyEnd ? 0 : 1, "end"));
        Object step = a.get(2, "step");
        Tensor made = Tensor.arange(start, end, step == null ? (Number) 1L : Values.number(step));
        return typed(made, a, made.dtype());
    }

    private static void joins(Map<String, Torch.Free> table) {
        for (String name : new String[] {"cat", "concat", "concatenate"})
            table.put(name, a -> Tensor.cat(a.integer(1, 0, DIM), Values.tensors(a.get(0, "tensors"))));
        table.put("stack", a -> Tensor.stack(a.integer(1, 0, DIM), Values.tensors(a.get(0, "tensors"))));
        table.put("hstack", a -> {
            Tensor[] parts = Values.tensors(a.get(0, "tensors"));
            return Tensor.cat(parts[0].dim() < 2 ? 0 : 1, parts);
        });
        table.put(
                "vstack",
                a -> Tensor.cat(
                        0,
                        Arrays.stream(Values.tensors(a.get(0, "tensors")))
                                .map(x -> x.dim() < 2 ? x.reshape(1, -1) : x)
                                .toArray(Tensor[]::new)));
        table.put(
                "column_stack",
                a -> Tensor.cat(
                        1,
                        Arrays.stream(Values.tensors(a.get(0, "tensors")))
                                .map(x -> x.dim() < 2 ? x.reshape(-1, 1) : x)
                                .toArray(Tensor[]::new)));
    }

    private static void others(Map<String, Torch.Free> table) {
        table.put("where", a -> {
            Tensor condition = a.tensor(0, "condition");
            if (a.count() == 1)
                return Torch.call(new Torch.Name(condition, "nonzero"), new Arguments(List.of(true), Map.of()));
            Object x = a.get(1, "input", "self");
            Object y = a.get(2, "other");
            Tensor first = x instanceof Tensor t ? t : like(y, x);
            return Tensor.where(condition, first, Torch.like(first, y));
        });
        table.put("einsum", a -> {
            boolean list = a.get(1) instanceof List<?>;
            Object operands = list ? a.get(1) : a.all().subList(1, a.count());
            return ProductOperations.einsum(String.valueOf(a.get(0, "equation")), Values.tensors(operands));
        });
        table.put("pow", a -> Operators.binary("**", a.get(0, "input", "self"), a.get(1, "exponent")));
        table.put("numel", a -> a.tensor(0).numel());
        table.put(
                "result_type",
                a -> Values.tensor(Operators.binary("+", a.get(0), a.get(1))).dtype());
        table.put(
                "promote_types",
                a -> DType.promote(
                        Values.dtype(Objects.requireNonNull(a.get(0))),
                        Values.dtype(Objects.requireNonNull(a.get(1)))));
        table.put("broadcast_tensors", a -> {
            Tensor sum = Tensor.scalar(0);
            for (Object each : a.all())
                sum = sum.add(Values.tensor(each).detach().to(DType.FLOAT64));
            Tensor all = sum;
            return a.all().stream()
                    .map(each -> Values.tensor(each).expandAs(all))
                    .toList();
        });
        table.put("meshgrid", a -> {
            Tensor[] axes = Values.tensors(a.get(0) instanceof List<?> list ? list : a.all());
            boolean xy = "xy".equals(a.get(-1, "indexing"));
            int[] sizes = new int[] {axes[0].size(0), axes[1].size(0)};
            Tensor rows = axes[0].unsqueeze(1).expand(sizes);
            Tensor columns = axes[1].unsqueeze(0).expand(sizes);
            return xy ? List.of(rows.t(), columns.t()) : List.of(rows, columns);
        });
        table.put("grad", FunctionTable::gradients);
        table.put("Size", a -> a.get(0));
    }

    private static Tensor like(@Nullable Object other, @Nullable Object value) {
        return other instanceof Tensor t ? Torch.like(t, value) : Values.tensor(value);
    }

    /// `torch.autograd.grad(outputs, inputs)`
    private static Object gradients(Arguments a) {
        Object inputs = a.get(1, "inputs");
        List<Tensor> leaves = List.of(inputs instanceof Tensor x ? new Tensor[] {x} : Values.tensors(inputs));
        leaves.forEach(Tensor::retainGrad);
        a.flag(-1, false, "create_graph", "retain_graph");
        a.tensor(0, "outputs").sum().backwardRetainingGraph();
        List<Tensor> gradients = leaves.stream().map(x -> x.grad().copy()).toList();
        leaves.forEach(Tensor::zeroGrad);
        return gradients;
    }
}
