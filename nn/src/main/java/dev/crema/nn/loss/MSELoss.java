package dev.crema.nn.loss;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.op.SquaredError;

/// The mean of the squared differences. Integer targets become floats; prediction and target must have the same
/// sizes.
///
/// ```java
/// var loss = new MSELoss().forward(model.forward(x), y);
/// ```
public final class MSELoss implements Loss {
    @Override
    public Tensor forward(Tensor prediction, Tensor target) {
        if (!prediction.shape().equals(target.shape()))
            throw new IllegalArgumentException("MSELoss: prediction " + prediction.shape() + " and target "
                    + target.shape() + " differ; bring both to one shape with squeeze(1) or view(-1, 1)");
        return SquaredError.mean(prediction, target.to(prediction.dtype()));
    }
}
