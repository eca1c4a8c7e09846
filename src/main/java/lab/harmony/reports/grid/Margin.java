package lab.harmony.reports.grid;

import lab.harmony.review.SuccessRate;

/// What stands at the border of a grid for one row or column: how people scored it, and apart from
/// that, how the machine did.
public record Margin(SuccessRate human, SuccessRate machine) {}
