package lab.harmony.notebooks.cells;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.harmony.workspace.NamedFacts;

/// What a result would rest on if it was made now: groups of named facts. A cell is stale when a
/// group is another than when it was executed.
///
/// @param former the hashes of the same things as labs of before made them; asked for only where a
///   cell was executed by one
public record Basis(Map<String, NamedFacts> groups, Supplier<Inputs> former) {
  public static final String SETTINGS = "settings";
  public static final String PROMPTS = "prompts";
  public static final String ADAPTERS = "adapters";
  public static final String MODEL = "model";
  public static final String JUDGE = "judge";
  public static final String PICTURES = "pictures";
  public static final String SCORES = "scores";

  private static final Supplier<Inputs> NO_FORMER = () -> new Inputs(1, Map.of());

  public Basis {
    groups = Map.copyOf(groups);
  }

  /// Of a kind that no lab of before knew.
  ///
  /// @param groups by names of few words, in which the sentence about a change is said: `dataset`
  public static Basis of(Map<String, NamedFacts> groups) {
    return new Basis(groups, NO_FORMER);
  }

  /// As a cell that is executed now keeps it.
  public Inputs inputs() {
    return new Inputs(
        Inputs.FORMAT,
        groups.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, group -> group.getValue().sha256().brief())));
  }

  /// The sentence about the first thing that is another now.
  public Optional<String> changedSince(Inputs before) {
    var now = before.format() == 1 && former != NO_FORMER ? former.get() : inputs();
    return now.changedSince(before);
  }
}
