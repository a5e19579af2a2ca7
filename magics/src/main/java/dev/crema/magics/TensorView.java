package dev.crema.magics;

import dev.crema.tensor.Tensor;

/// A tensor as an output: what it is, and its values as PyTorch prints them.
final class TensorView {
    private TensorView() {}

    static MimeBundle of(Tensor tensor) {
        String values = tensor.toString();
        String html = "<div><b>" + kind(tensor) + "</b> " + HtmlTable.escape(about(tensor)) + "</div><pre>"
                + HtmlTable.escape(values) + "</pre>";
        return MimeBundle.text(values).with("text/html", html);
    }

    /// Shape, type and place, without the values: `[64, 784] float32 on cpu`.
    static String about(Tensor tensor) {
        return tensor.shape() + " " + tensor.dtype() + " on " + tensor.device()
                + (tensor.requiresGrad() ? ", requires a gradient" : "");
    }

    private static String kind(Tensor tensor) {
        return tensor.getClass().getSimpleName();
    }
}
