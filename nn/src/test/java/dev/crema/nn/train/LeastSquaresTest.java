package dev.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crema.nn.data.Frame;
import dev.crema.nn.data.Tables;
import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Numbers of statsmodels 0.15 (`OLS(y, X).fit()`) on the 74 cars.
class LeastSquaresTest {
    private final Frame cars = Tables.cars();
    private final Tensor price = cars.tensor(DType.FLOAT64, "price");

    private static Offset<Double> relative(double expected) {
        return within(1e-9 * Math.abs(expected));
    }

    private static void close(double[] got, double... expected) {
        assertThat(got).hasSameSizeAs(expected);
        for (int i = 0; i < got.length; i++) assertThat(got[i]).isCloseTo(expected[i], relative(expected[i]));
    }

    @Test
    void withoutInterceptItGivesTheTableOfTheCourse() {
        var fit = LeastSquares.of(cars.tensor(DType.FLOAT64, "mpg"), price).intercept(false);
        close(fit.coefficients(), 253.6301932904);
        close(fit.standardErrors(), 20.74754398253);
        close(fit.tValues(), 12.22458877562);
        close(fit.pValues(), 2.4567002185269804e-19);
        close(fit.intervals()[0], 212.2803977639, 294.9799888168);
        close(fit.confidence(0.9).intervals()[0], 219.064863363, 288.1955232178);
        close(new double[] {fit.r2(), fit.adjustedR2()}, 0.6718224568501, 0.6673268740672);
        close(new double[] {fit.f(), fit.fP()}, 149.4405707329, 2.456700218526965e-19);
        close(new double[] {fit.logLikelihood(), fit.aic()}, -717.0830726114, 1436.166145223);
        close(new double[] {fit.bic(), fit.durbinWatson()}, 1438.470210316, 1.509424670847);
    }

    @Test
    void severalColumnsAndAnIntercept() {
        var fit = LeastSquares.of(cars.tensor(DType.FLOAT64, "mpg", "weight", "foreign"), price);
        assertThat(fit.terms()).containsExactly("intercept", "x1", "x2", "x3");
        close(fit.coefficients(), -5853.695655576, 21.85360382018, 3.464705829621, 3673.060378249);
        close(fit.standardErrors(), 3376.987424815, 74.22113858357, 0.6307489576499, 683.9782706936);
        close(fit.pValues(), 0.08742622310489, 0.7692938063689, 5.991180224013001e-07, 9.72172867165666e-07);
        close(fit.intervals()[2], 2.206716700273, 4.722694958969);
        close(new double[] {fit.r2(), fit.adjustedR2()}, 0.4995593889723, 0.478111934214);
        close(new double[] {fit.f(), fit.fP()}, 23.29224584462, 1.450955952934771e-10);
        close(new double[] {fit.aic(), fit.bic()}, 1348.198028153, 1357.414288525);
    }

    @Test
    void aColumnOfOnesIsAnIntercept() {
        Tensor mpg = cars.tensor(DType.FLOAT64, "mpg");
        var byHand = LeastSquares.of(Tensor.cat(1, Tensor.ones(74, 1).to(DType.FLOAT64), mpg), price)
                .intercept(false);
        var fit = LeastSquares.of(mpg, price);
        close(new double[] {byHand.r2(), byHand.f()}, fit.r2(), fit.f());
    }

    @Test
    void itPredicts() {
        Tensor x = Tensor.of(0.0, 1, 2, 3);
        var fit = LeastSquares.of(x, x.mul(2).add(1));
        assertThat(fit.predict(Tensor.of(10.0, 20)).toDoubles()).containsExactly(new double[] {21, 41}, within(1e-12));
        assertThat(fit.residuals().abs().max().item()).isLessThan(1e-12);
        assertThatThrownBy(() -> fit.predict(Tensor.zeros(2, 3)))
                .hasMessage("least squares: the fit has 1 columns [x1], the inputs are [2, 3]");
    }

    @Test
    void theSummaryNamesEverything() {
        var fit = LeastSquares.of(cars.tensor(DType.FLOAT64, "mpg"), price)
                .intercept(false)
                .names("mpg");
        assertThat(fit.toString().lines())
                .contains(
                        "Least squares, 74 samples, 73 degrees of freedom",
                        "R² 0.672, adjusted 0.667    F 149.4, p 2.46e-19",
                        "log L -717.08    AIC 1436.2    BIC 1438.5    Durbin-Watson 1.509",
                        "              coefficient    std error          t    P>|t|       [0.025       0.975]",
                        "mpg              253.6302      20.7475     12.225    0.000     212.2804     294.9800");
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        Tensor x = Tensor.of(new double[][] {{1, 2}, {2, 4}, {3, 6}, {4, 8}, {5, 10}});
        Tensor y = Tensor.of(1.0, 2, 3, 4, 6);
        assertThatThrownBy(() -> LeastSquares.of(x, y).r2())
                .hasMessage("least squares: the column \"x2\" depends on the columns before it, [intercept, x1]; leave"
                        + " it out, or use intercept(false)");
        assertThatThrownBy(() ->
                        LeastSquares.of(Tensor.zeros(5, 1), y).intercept(false).r2())
                .hasMessageContaining("\"x1\" depends on nothing: it is 0; leave it out");
        assertThatThrownBy(() -> LeastSquares.of(x.at(":2"), y.at(":2")).coefficients())
                .hasMessage("least squares: 2 samples are too few for 3 coefficients [intercept, x1, x2]; errors need"
                        + " at least one more");
        assertThatThrownBy(() -> LeastSquares.of(x, y.at(":4")))
                .hasMessage("least squares: expects x [samples, columns] and y [samples], got [5, 2] and [4]");
        assertThatThrownBy(() -> LeastSquares.of(Tensor.of(1.0, Double.NaN, 2), y.at(":3")))
                .hasMessage("least squares: a value of x or y is NaN or infinite; leave those samples out");
        var fit = LeastSquares.of(Tensor.of(1.0, 2, 3, 5, 4), y);
        assertThatThrownBy(() -> fit.confidence(95))
                .hasMessage("least squares: the confidence must lie between 0 and 1, got 95.0; 0.95 is usual");
        assertThatThrownBy(() -> fit.names("a", "b"))
                .hasMessage("least squares: 1 columns need as many names, got [a, b]");
    }
}
