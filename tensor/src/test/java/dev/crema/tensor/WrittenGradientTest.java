package dev.crema.tensor;

/// The gradient of a small linear weight is written in place. What holds for a pending one holds for it.
class WrittenGradientTest extends PendingGradientTest {
    @Override
    int outputs() {
        return 5;
    }
}
