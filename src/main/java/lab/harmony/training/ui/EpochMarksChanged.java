package lab.harmony.training.ui;

/// What counts against epochs is another than before.
public record EpochMarksChanged() {}
