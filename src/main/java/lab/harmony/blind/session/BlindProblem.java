package lab.harmony.blind.session;

/// Something about a session that a person can mend, in words for them.
public final class BlindProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BlindProblem(String words) {
    super(words);
  }

  public String words() {
    return String.valueOf(getMessage());
  }
}
