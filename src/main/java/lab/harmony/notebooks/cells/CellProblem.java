package lab.harmony.notebooks.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.harmony.notebooks.document.Output;
import lab.harmony.yaml.YamlProblem;

/// A cell whose source cannot be executed: everything that is wrong, each with the line to look at
/// and what was expected there.
public final class CellProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<YamlProblem> problems;
  private final String name;

  /// `line` is counted from 1; 0 when it is about the cell as a whole.
  public CellProblem(int line, String message) {
    this(List.of(new YamlProblem(line, message)));
  }

  public CellProblem(List<YamlProblem> problems) {
    this(problems, Output.Failure.SOURCE);
  }

  private CellProblem(List<YamlProblem> problems, String name) {
    super(problems.getFirst().message());
    this.problems = List.copyOf(problems);
    this.name = name;
  }

  /// The source is well, and there is nothing to show: why, and what to do.
  public static CellProblem nothing(String reason) {
    return new CellProblem(List.of(new YamlProblem(0, reason)), Output.Failure.NOTHING);
  }

  /// As it stands in the cell.
  public Output output() {
    return Output.Failure.of(name, sentence());
  }

  /// The places and the messages, a line for each, as a person reads them.
  public String sentence() {
    return problems.stream().map(YamlProblem::sentence).collect(Collectors.joining("\n"));
  }

  /// The first of them, and how many more there are.
  public String brief() {
    var first = problems.getFirst().sentence();
    return problems.size() == 1 ? first : "%s (and %d more)".formatted(first, problems.size() - 1);
  }

  /// Collects the problems of several things that are looked for one after the other.
  public static final class Collector {
    private final List<YamlProblem> problems = new ArrayList<>();

    public <T> Optional<T> attempt(Supplier<T> search) {
      try {
        return Optional.of(search.get());
      } catch (CellProblem e) {
        problems.addAll(e.problems);
        return Optional.empty();
      }
    }

    /// @throws CellProblem when there was one
    public void throwIfAny() {
      if (!problems.isEmpty()) {
        throw new CellProblem(problems);
      }
    }
  }
}
