package dev.crema.nn.train;

import static dev.crema.tensor.NoGrad.noGrad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import dev.crema.nn.CaseFile;
import dev.crema.nn.CaseFile.Case;
import dev.crema.nn.data.Frame;
import dev.crema.nn.data.Tables;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Numbers that the course M3.4 publishes on its 74 cars.
class KaistCasesTest {
    private final Frame cars = Tables.cars();

    @TestFactory
    Stream<DynamicTest> regressionsOfTheCourse() throws Exception {
        return CaseFile.of("m_").stream()
                .flatMap(file -> file.cases().stream())
                .map(c -> dynamicTest(c.id(), () -> check(c)));
    }

    private void check(Case c) {
        JsonObject expected = c.part("expected");
        assertThat(expected.keySet()).isNotEmpty();
        for (String name : expected.keySet()) {
            switch (name) {
                case "coef" -> {
                    Tensor x = cars.tensor(DType.FLOAT64, "mpg");
                    Tensor y = cars.tensor(DType.FLOAT64, "price");
                    boolean intercept = CaseFile.count(expected.get(name)) == 2;
                    c.check(name, LeastSquares.of(x, y).intercept(intercept).coefficients());
                    if (!intercept)
                        c.check(
                                name,
                                x.t().matmul(x)
                                        .inverse()
                                        .matmul(x.t())
                                        .matmul(y)
                                        .toDoubles());
                }
                case "w_per_epoch" -> {
                    c.check(name, byHand(c.part("params")));
                    c.check(name, byAutograd(c.part("params")));
                }
                default -> throw new AssertionError(c.id() + " expects " + name + ", which nothing here computes");
            }
        }
    }

    private double[] byHand(JsonObject params) {
        double[] mpg = cars.column("mpg");
        double[] price = cars.column("price");
        double lr = params.get("lr").getAsDouble();
        double w = params.get("w0").getAsDouble();
        double[] ends = new double[params.get("epochs").getAsInt()];
        for (int epoch = 0; epoch < ends.length; epoch++) {
            for (int i = 0; i < mpg.length; i++) w -= lr * 2 * mpg[i] * (w * mpg[i] - price[i]);
            ends[epoch] = w;
        }
        return ends;
    }

    private double[] byAutograd(JsonObject params) {
        double[] mpg = cars.column("mpg");
        double[] price = cars.column("price");
        double lr = params.get("lr").getAsDouble();
        Tensor w = Tensor.of(DType.FLOAT64, params.get("w0").getAsDouble()).requiresGrad(true);
        double[] ends = new double[params.get("epochs").getAsInt()];
        for (int epoch = 0; epoch < ends.length; epoch++) {
            for (int i = 0; i < mpg.length; i++) {
                w.mul(mpg[i]).sub(price[i]).pow(2).backward();
                noGrad(() -> w.assign(w.sub(w.grad().mul(lr))));
                w.zeroGrad();
            }
            ends[epoch] = w.item();
        }
        return ends;
    }
}
