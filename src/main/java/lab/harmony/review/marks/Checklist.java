package lab.harmony.review.marks;

/// The three answers about one face; each that holds is one harmony point.
public record Checklist(
    boolean eyesMouthAgree, boolean browsTensionAgree, boolean holisticCoherence) {

  public int points() {
    return (eyesMouthAgree ? 1 : 0) + (browsTensionAgree ? 1 : 0) + (holisticCoherence ? 1 : 0);
  }

  public Verdict verdict() {
    return Verdict.of(points());
  }

  public boolean holds(ChecklistItem item) {
    return switch (item) {
      case EYES_MOUTH -> eyesMouthAgree;
      case BROWS_TENSION -> browsTensionAgree;
      case HOLISTIC -> holisticCoherence;
    };
  }
}
