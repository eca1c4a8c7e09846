package lab.harmony.review.marks;

/// One of the three yes/no questions about a face.
public enum ChecklistItem {
  EYES_MOUTH("eyes_mouth", "eyes ↔ mouth", "Eyes and mouth tell the same emotion"),
  BROWS_TENSION("brows_tension", "brows ↔ tension", "The brows fit the tension of the face"),
  HOLISTIC("holistic", "holistic", "The face as a whole shows the emotion asked for");

  private final String column;
  private final String label;
  private final String statement;

  ChecklistItem(String column, String label, String statement) {
    this.column = column;
    this.label = label;
    this.statement = statement;
  }

  /// The item as score files name it.
  public String column() {
    return column;
  }

  /// The item in two or three words.
  public String label() {
    return label;
  }

  /// The item as the sentence that a reviewer accepts or not.
  public String statement() {
    return statement;
  }
}
