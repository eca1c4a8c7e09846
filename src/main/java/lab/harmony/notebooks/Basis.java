package lab.harmony.notebooks;

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
record Basis(Map<String, NamedFacts> groups, Supplier<Inputs> former) {
  static final String SETTINGS = "settings";
  static final String PROMPTS = "prompts";
  static final String ADAPTERS = "adapters";
  static final String MODEL = "model";
  static final String JUDGE = "judge";
  static final String PICTURES = "pictures";
  static final String SCORES = "scores";

  Basis {
    groups = Map.copyOf(groups);
  }

  /// As a cell that is executed now keeps it.
  Inputs inputs() {
    return new Inputs(
        Inputs.FORMAT,
        groups.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, group -> group.getValue().sha256().brief())));
  }

  /// The sentence about the first thing that is another now.
  Optional<String> changedSince(Inputs before) {
    return (before.format() == 1 ? former.get() : inputs()).changedSince(before);
  }
}
