package lab.harmony.network;

/// The lab was told to answer in a way that is not safe, or that cannot be.
public final class NetworkProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  private final String what;

  /// @param what was needed and what came
  /// @param remedy what to do
  public NetworkProblem(String what, String remedy) {
    super(what);
    this.what = what;
    this.remedy = remedy;
  }

  /// What was needed and what came.
  public String what() {
    return what;
  }

  /// What to do.
  public String remedy() {
    return remedy;
  }
}
