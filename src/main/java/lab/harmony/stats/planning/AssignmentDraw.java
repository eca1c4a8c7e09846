package lab.harmony.stats.planning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/// Draws the lists of a plan that can be carried out.
final class AssignmentDraw {

  private static final int TRIES = 200;

  private final AssignmentPlan plan;
  private final RandomGenerator random;

  AssignmentDraw(AssignmentPlan plan, long seed) {
    this.plan = plan;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  List<List<Integer>> lists() {
    return dealt().stream().map(this::ordered).toList();
  }

  /// Each image goes to those raters who have least so far, in random order, so that loads never
  /// differ by more than one.
  private List<List<Integer>> dealt() {
    var hands = new ArrayList<List<Integer>>();
    IntStream.range(0, plan.raters()).forEach(_ -> hands.add(new ArrayList<>()));
    var images = shuffled(IntStream.range(0, plan.images()).boxed().toList());
    for (int image : images) {
      var order = shuffled(hands);
      order.sort(Comparator.comparingInt(List::size));
      order.subList(0, plan.ratings()).forEach(hand -> hand.add(image));
    }
    return hands;
  }

  private List<Integer> ordered(List<Integer> images) {
    int repeats = plan.repeats(images.size());
    var positions = new Integer[images.size() + repeats];
    var mixed = shuffled(images);
    var places = places(images.size(), repeats);
    for (int repeat = 0; repeat < repeats; repeat++) {
      positions[places[repeat]] = mixed.get(repeat);
      positions[places[repeats + repeat]] = mixed.get(repeat);
    }
    int next = repeats;
    for (int position = 0; position < positions.length; position++) {
      if (positions[position] == null) {
        positions[position] = mixed.get(next++);
      }
    }
    return List.of(positions);
  }

  /// The positions of the first showings, and behind them those of the second ones.
  private int[] places(int load, int repeats) {
    int length = load + repeats;
    int distance = plan.distance();
    for (int attempt = 0; attempt < TRIES && length - distance >= repeats; attempt++) {
      var free = new HashSet<>(IntStream.range(0, length).boxed().toList());
      var firsts =
          shuffled(IntStream.range(0, length - distance).boxed().toList()).subList(0, repeats);
      free.removeAll(firsts);
      var latest = firsts.stream().sorted(Comparator.reverseOrder()).toList();
      var places = new int[2 * repeats];
      int found = 0;
      for (int first : latest) {
        var open = free.stream().filter(it -> it >= first + distance).sorted().toList();
        if (open.isEmpty()) {
          break;
        }
        int second = open.get(random.nextInt(open.size()));
        free.remove(second);
        places[found] = first;
        places[repeats + found++] = second;
      }
      if (found == repeats) {
        return places;
      }
    }
    // The one way that always works: firsts at the start, seconds at the end.
    return IntStream.range(0, 2 * repeats)
        .map(place -> place < repeats ? place : load + place - repeats)
        .toArray();
  }

  private <T> List<T> shuffled(List<T> values) {
    var mixed = new ArrayList<>(values);
    Collections.shuffle(mixed, Random.from(random));
    return mixed;
  }
}
