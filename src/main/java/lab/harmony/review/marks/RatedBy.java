package lab.harmony.review.marks;

/// Whose numbers a screen shows. Those of people and of the machine judge are never mixed: each
/// stands with its own n.
public enum RatedBy implements Worded {
  BOTH("People and machine"),
  PEOPLE("People"),
  MACHINE("Machine");

  private final String label;

  RatedBy(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  public boolean people() {
    return this != MACHINE;
  }

  public boolean machine() {
    return this != PEOPLE;
  }
}
