package lab.harmony.sparse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;

/// How long pictures take, by those that were drawn: the middle of the times between one picture of
/// a run and its next, so that a run that was stopped overnight tells nothing else; for each that
/// draws apart.
record SparsePace(Map<Recipe, Duration> each, Optional<Duration> usual) {

  SparsePace {
    each = Map.copyOf(each);
  }

  static SparsePace of(List<Run> runs, Collection<RunImage> images) {
    var byRun = images.stream().collect(Collectors.groupingBy(image -> image.id().run()));
    var gaps = new HashMap<Recipe, List<Duration>>();
    for (var run : runs) {
      var times =
          byRun.getOrDefault(run.id(), List.of()).stream()
              .map(RunImage::createdAt)
              .sorted()
              .toList();
      for (int at = 1; at < times.size(); at++) {
        gaps.computeIfAbsent(run.spec().recipe().of(List.of()), _ -> new ArrayList<>())
            .add(Duration.between(times.get(at - 1), times.get(at)));
      }
    }
    var each = new HashMap<Recipe, Duration>();
    gaps.forEach((recipe, times) -> each.put(recipe, middle(times)));
    var all = gaps.values().stream().flatMap(List::stream).toList();
    return new SparsePace(each, all.isEmpty() ? Optional.empty() : Optional.of(middle(all)));
  }

  private static Duration middle(List<Duration> times) {
    return times.stream().sorted(Comparator.naturalOrder()).toList().get(times.size() / 2);
  }

  /// How long so many pictures of each that draws would take; empty where nothing was timed.
  Optional<Duration> of(Map<Recipe, Long> pictures) {
    return usual.map(otherwise ->
        pictures.entrySet().stream()
            .map(one ->
                Objects.requireNonNull(each.getOrDefault(one.getKey(), otherwise))
                    .multipliedBy(one.getValue()))
            .reduce(Duration.ZERO, Duration::plus));
  }
}
