package lab.harmony.notebooks.versions;

/// Where a version came from.
public enum Origin {
  /// Somebody changed it in the lab.
  PERSON,
  /// The lab changed it by itself, as when a run was finished.
  LAB,
  /// The file was changed by others: git, another editor, another lab.
  OUTSIDE,
  /// So it was when the lab began to keep its versions.
  FOUND;

  /// Who it was where nobody is named.
  public String words() {
    return switch (this) {
      case PERSON -> "somebody";
      case LAB -> "the lab";
      case OUTSIDE -> "outside the lab";
      case FOUND -> "as the lab found it";
    };
  }
}
