package lab.harmony.blind.results.rows;

import java.util.List;
import java.util.stream.Collectors;

/// Why rows of a session that was rated elsewhere cannot be taken: all that is wrong, or the first
/// of it.
public final class RowsProblem extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int MOST = 20;

  private final transient List<String> problems;

  public RowsProblem(List<String> problems) {
    super(problems.stream().limit(MOST).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /// The first of them, each in a sentence, and how many more there are.
  public List<String> problems() {
    var shown = new java.util.ArrayList<>(problems.subList(0, Math.min(MOST, problems.size())));
    if (problems.size() > MOST) {
      shown.add("And %d more.".formatted(problems.size() - MOST));
    }
    return shown;
  }
}
