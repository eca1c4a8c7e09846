package lab.harmony.reports.grid;

import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.reports.grid.facts.GridPicture;

/// A picture that must not be compared with the others, and why.
public record Refusal(GridPicture picture, List<Difference> differences) {

  public Refusal {
    differences = List.copyOf(differences);
  }

  /// Why, as half a sentence: `steps 30 instead of 20, sampler ddim instead of euler`.
  public String reason() {
    return differences.stream().map(Difference::sentence).collect(Collectors.joining(", "));
  }
}
