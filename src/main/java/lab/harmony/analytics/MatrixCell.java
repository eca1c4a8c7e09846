package lab.harmony.analytics;

/// One archetype × emotion pair of the prompt matrix.
public record MatrixCell(String archetype, String emotion) {

  @Override
  public String toString() {
    return archetype + " × " + emotion;
  }
}
