package lab.harmony.notebooks.differences;

/// In what a cell of one notebook is another in a second one. They stand in the order in which
/// people want to hear of them.
public enum Aspect {
  ADDED("added"),
  DELETED("deleted"),
  TEXT("text"),
  KIND("kind"),
  STATUS("status"),
  RESULT("result"),
  PICTURES("pasted pictures"),
  MOVED("moved"),
  /// Anything else that stands in its metadata.
  DETAILS("details");

  private final String words;

  Aspect(String words) {
    this.words = words;
  }

  /// As in `text, result`.
  public String words() {
    return words;
  }
}
