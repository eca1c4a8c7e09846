package lab.harmony.stats.planning;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which images each rater sees, in their order.
///
/// @param lists for each rater the images, by their numbers from 0
public record Assignment(List<List<Integer>> lists) {

  /// What can be wrong with lists.
  public enum Fault {
    /// A wrong number of lists, or an image that does not exist; then nothing else is looked at.
    SHAPE,
    RATINGS_PER_IMAGE,
    UNEVEN_LOAD,
    SHOWN_MORE_THAN_TWICE,
    REPEAT_COUNT,
    REPEAT_TOO_CLOSE
  }

  public Assignment {
    lists = lists.stream().map(List::copyOf).toList();
  }

  /// Draws the lists of a plan that can be carried out; the same ones for the same seed.
  public static Assignment drawn(AssignmentPlan plan, long seed) {
    plan.refusal()
        .ifPresent(refusal -> {
          throw new IllegalArgumentException("this plan cannot be carried out: " + refusal.words());
        });
    return new Assignment(new AssignmentDraw(plan, seed).lists());
  }

  /// What is wrong with these lists as ones of the plan. Loads count different images.
  public Set<Fault> faults(AssignmentPlan plan) {
    if (lists.size() != plan.raters()
        || lists.stream()
            .flatMap(List::stream)
            .anyMatch(image -> image < 0 || image >= plan.images())) {
      return EnumSet.of(Fault.SHAPE);
    }
    var faults = EnumSet.noneOf(Fault.class);
    var loads = lists.stream().mapToInt(list -> new HashSet<>(list).size()).summaryStatistics();
    if (loads.getMax() - loads.getMin() > 1) {
      faults.add(Fault.UNEVEN_LOAD);
    }
    var ratings = new int[plan.images()];
    for (var list : lists) {
      new HashSet<>(list).forEach(image -> ratings[image]++);
      var showings = showings(list);
      if (showings.values().stream().anyMatch(count -> count > 2)) {
        faults.add(Fault.SHOWN_MORE_THAN_TWICE);
      }
      if (showings.values().stream().filter(count -> count == 2).count()
          != plan.repeats(showings.size())) {
        faults.add(Fault.REPEAT_COUNT);
      }
      if (tooClose(list, plan.distance())) {
        faults.add(Fault.REPEAT_TOO_CLOSE);
      }
    }
    if (Arrays.stream(ratings).anyMatch(count -> count != plan.ratings())) {
      faults.add(Fault.RATINGS_PER_IMAGE);
    }
    return faults;
  }

  private static Map<Integer, Long> showings(List<Integer> list) {
    return list.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static boolean tooClose(List<Integer> list, int distance) {
    var last = new HashMap<Integer, Integer>();
    for (int position = 0; position < list.size(); position++) {
      var before = last.put(list.get(position), position);
      if (before != null && position - before < distance) {
        return true;
      }
    }
    return false;
  }
}
