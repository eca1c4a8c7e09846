package lab.harmony.stats.agreement;

/// How far two ratings are from each other.
public enum Scale {
  /// Equal or not.
  NOMINAL,
  /// By how many ratings lie between them.
  ORDINAL,
  /// By the square of their difference.
  INTERVAL
}
