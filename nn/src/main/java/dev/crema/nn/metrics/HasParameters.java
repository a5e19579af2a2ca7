package dev.crema.nn.metrics;

import dev.crema.tensor.Tensor;
import java.util.Map;

/// What charts may know of a model: its parameters by name, such as `fc1.weight`. Every `Module` is one.
///
/// ```java
/// Plot.weights(model)
/// Plot.network(model).weights()
/// ```
@FunctionalInterface
public interface HasParameters {
    /// All parameters in the order of the layers; a weight is `[out, in]` or `[out, in, height, width]`.
    Map<String, ? extends Tensor> namedParameters();
}
