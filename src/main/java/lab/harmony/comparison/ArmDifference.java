package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Something in which pictures that are held against each other differ besides what tells their
/// arms apart by name: other steps, another file of the same model, other words.
///
/// @param first an arm, from 0
/// @param second an arm behind it
/// @param what as the recipe names it: `steps`
/// @param one what it is in the first; several values with an `or`
/// @param other what it is in the second
public record ArmDifference(int first, int second, String what, String one, String other) {

  private static final int MOST_VALUES = 3;
  private static final String NONE = "none";

  /// Between each two arms, in the order of arms.
  ///
  /// @param arms how many there are
  /// @param together pictures that are held against each other, each by its arm
  public static List<ArmDifference> of(int arms, Collection<Map<Integer, ArmPicture>> together) {
    var all = new ArrayList<ArmDifference>();
    for (int first = 0; first < arms; first++) {
      for (int second = first + 1; second < arms; second++) {
        all.addAll(between(first, second, together));
      }
    }
    return List.copyOf(all);
  }

  private record Values(Set<String> one, Set<String> other) {
    Values() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>());
    }
  }

  private static List<ArmDifference> between(
      int first, int second, Collection<Map<Integer, ArmPicture>> together) {
    var found = new LinkedHashMap<String, Values>();
    for (var pictures : together) {
      var one = pictures.get(first);
      var other = pictures.get(second);
      if (one != null && other != null) {
        compare(
            one,
            other,
            (what, values) -> {
              var all = found.computeIfAbsent(what, _ -> new Values());
              all.one().addAll(values.one());
              all.other().addAll(values.other());
            });
      }
    }
    return found.entrySet().stream()
        .map(entry ->
            new ArmDifference(
                first,
                second,
                entry.getKey(),
                listed(entry.getValue().one()),
                listed(entry.getValue().other())))
        .toList();
  }

  private static void compare(ArmPicture one, ArmPicture other, BiConsumer<String, Values> found) {
    ofWords(one, other).forEach(it -> tell(it.what(), it.one(), it.other(), found));
    var drawers = other.drawers();
    one.drawers()
        .forEach((what, value) -> tell(what, value, drawers.getOrDefault(what, value), found));
    var own = one.settings();
    var settings = other.settings();
    var names = new LinkedHashSet<>(own.keySet());
    names.addAll(settings.keySet());
    names.forEach(
        what -> tell(what, own.getOrDefault(what, NONE), settings.getOrDefault(what, NONE), found));
  }

  /// How the words of two pictures differ.
  static List<ArmDifference> ofWords(ArmPicture one, ArmPicture other) {
    return Stream.of(
            ofTexts("wording", one.prompt(), other.prompt()),
            ofTexts("negative prompt", one.negative(), other.negative()))
        .filter(it -> !it.one().equals(it.other()))
        .toList();
  }

  private static ArmDifference ofTexts(String what, String one, String other) {
    return new ArmDifference(0, 1, what, Wordings.from(one, other), Wordings.from(other, one));
  }

  private static void tell(
      String what, String one, String other, BiConsumer<String, Values> found) {
    if (!one.equals(other)) {
      found.accept(what, new Values(Set.of(one), Set.of(other)));
    }
  }

  private static String listed(Set<String> values) {
    return values.size() > MOST_VALUES
        ? "%d values".formatted(values.size())
        : String.join(" or ", values);
  }

  /// `steps (10 against 20)`.
  public String words() {
    return "%s (%s against %s)".formatted(what, one, other);
  }
}
