package lab.harmony.people;

/// Somebody may do what they asked for, and has to say why. Nothing was done.
public class ReasonNeeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param what was asked for: `stop what Ada has started`
  public ReasonNeeded(String what) {
    super("To %s, say why. It stands in the audit trail.".formatted(what));
  }
}
