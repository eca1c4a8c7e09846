package lab.harmony.training.records;

/// What a training that runs is asked to do, after its step.
public enum Wish {
  /// Keep the state and end.
  STOP,
  /// Keep the state and write the adapter as it is.
  SAVE,
  /// Draw and judge the fixed prompts.
  SAMPLE
}
