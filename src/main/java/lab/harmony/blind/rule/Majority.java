package lab.harmony.blind.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What most of several people say.
public final class Majority {

  private Majority() {}

  /// What more than half of them say; empty where nothing is.
  public static <T> Optional<T> of(List<T> said) {
    return said.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> 2 * entry.getValue() > said.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
