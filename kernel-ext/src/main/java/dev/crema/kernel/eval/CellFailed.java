package dev.crema.kernel.eval;

import dev.crema.kernel.error.ErrorReport;

/// Ends a cell with an error that has already been put into words. Passes through magics that run code (`%time`).
final class CellFailed extends RuntimeException {
    private final ErrorReport report;

    CellFailed(ErrorReport report) {
        super(report.message());
        this.report = report;
    }

    ErrorReport report() {
        return report;
    }
}
