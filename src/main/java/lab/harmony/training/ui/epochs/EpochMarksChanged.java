package lab.harmony.training.ui.epochs;

/// What counts against epochs is another than before.
public record EpochMarksChanged() {}
