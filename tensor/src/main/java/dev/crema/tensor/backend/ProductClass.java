package dev.crema.tensor.backend;

import dev.crema.tensor.DType;
import java.util.ArrayList;
import java.util.List;

/// Products for which one choice is made.
///
/// @param form as `Product.form()`
record ProductClass(String form, int m, int n, int k) {
    private static final List<String> FORMS = List.of("NN", "NT", "TN", "TT");
    private static final Scale ROWS = new Scale(4, 16, 64, 256, 1024);
    private static final Scale OTHERS = new Scale(16, 128, 1024);

    /// All of them, in the order of `indexOf`.
    static List<ProductClass> all() {
        List<ProductClass> all = new ArrayList<>();
        for (String form : FORMS)
            for (int m = 0; m < ROWS.count(); m++)
                for (int n = 0; n < OTHERS.count(); n++)
                    for (int k = 0; k < OTHERS.count(); k++)
                        all.add(new ProductClass(form, ROWS.point(m), OTHERS.point(n), OTHERS.point(k)));
        return all;
    }

    static int indexOf(Product product) {
        int form = (product.a().isRowMajor() ? 0 : 2) + (product.b().isRowMajor() ? 0 : 1);
        int index = form * ROWS.count() + ROWS.nearest(product.m());
        index = index * OTHERS.count() + OTHERS.nearest(product.n());
        return index * OTHERS.count() + OTHERS.nearest(product.k());
    }

    /// The product of this size on operands at these addresses.
    Product at(long a, long b, long c) {
        Matrix left = form.charAt(0) == 'N' ? new Matrix(a, k, 1) : new Matrix(a, 1, m);
        Matrix right = form.charAt(1) == 'N' ? new Matrix(b, n, 1) : new Matrix(b, 1, k);
        return new Product(DType.FLOAT32, m, n, k, left, right, new Matrix(c, n, 1), 1, 0);
    }

    @Override
    public String toString() {
        return "product " + form + " " + m + "x" + k + "x" + n;
    }
}
