package lab.harmony.yaml;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Everything that is wrong in one text, in the order of its lines.
public final class YamlProblems extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<YamlProblem> all;

  public YamlProblems(List<YamlProblem> problems) {
    super(problems.stream().map(YamlProblem::sentence).collect(Collectors.joining("\n")));
    this.all =
        problems.stream().distinct().sorted(Comparator.comparingInt(YamlProblem::line)).toList();
  }

  public List<YamlProblem> all() {
    return all;
  }
}
