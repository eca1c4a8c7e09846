package lab.harmony.comparison.arms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lab.harmony.recipe.RecipeFact;

/// Finds in what the pictures of arms differ that are held against each other.
public final class ArmDifferences {

  private static final int MOST_VALUES = 3;
  private static final int LEAST_DIGITS = 8;
  private static final String MODEL = "model";
  private static final String WEIGHT = "weight of ";
  private static final String SOURCES = " · ";
  private static final Pattern NAMED = Pattern.compile(" \\+ |, ");
  private static final Set<String> TEXTS = Set.of("wording", "negative prompt");

  private final String first;
  private final String second;
  private final Map<String, Values> found = new LinkedHashMap<>();
  private int pairs;

  private ArmDifferences(String first, String second) {
    this.first = first;
    this.second = second;
  }

  private record Told(String one, String other) {}

  private static final class Values {
    private final Set<String> one = new LinkedHashSet<>();
    private final Set<String> other = new LinkedHashSet<>();
    private int pairs;

    void add(Told told) {
      one.add(told.one());
      other.add(told.other());
      pairs++;
    }
  }

  /// Between each two arms, in the order of arms.
  ///
  /// @param names what the arms are called: what a name says is not told besides
  /// @param together pictures that are held against each other, each by its arm
  public static List<ArmDifference> of(
      List<String> names, Collection<Map<Integer, DrawnAs>> together) {
    var all = new ArrayList<ArmDifference>();
    for (int first = 0; first < names.size(); first++) {
      for (int second = first + 1; second < names.size(); second++) {
        var between = new ArmDifferences(names.get(first), names.get(second));
        for (var pictures : together) {
          between.add(pictures.get(first), pictures.get(second));
        }
        all.addAll(between.told(first, second));
      }
    }
    return List.copyOf(all);
  }

  /// In words, how two pictures differ.
  public static List<String> words(DrawnAs one, DrawnAs other) {
    return of(List.of("", ""), List.of(Map.of(0, one, 1, other))).stream()
        .map(ArmDifference::words)
        .toList();
  }

  private void add(
      @org.jspecify.annotations.Nullable DrawnAs one,
      @org.jspecify.annotations.Nullable DrawnAs other) {
    if (one == null || other == null) {
      return;
    }
    pairs++;
    compare(one, other)
        .forEach((what, told) -> found.computeIfAbsent(what, _ -> new Values()).add(told));
  }

  private List<ArmDifference> told(int firstArm, int secondArm) {
    return found.entrySet().stream()
        .filter(entry -> !saidByNames(entry.getKey(), entry.getValue()))
        .map(entry -> {
          var values = entry.getValue();
          return new ArmDifference(
              firstArm,
              secondArm,
              entry.getKey(),
              listed(entry.getKey(), values.one),
              listed(entry.getKey(), values.other),
              values.pairs,
              pairs);
        })
        .toList();
  }

  /// Whether it is what the arms are called by, in every pair: their models, that one has an
  /// adapter, or the value that each has of a setting.
  private boolean saidByNames(String what, Values values) {
    if (values.pairs < pairs) {
      return false;
    }
    if (what.equals(MODEL)) {
      return said(first).containsAll(values.one) && said(second).containsAll(values.other);
    }
    if (said(first, what, values.one) && said(second, what, values.other)) {
      return true;
    }
    if (!what.startsWith(WEIGHT)) {
      return false;
    }
    var adapter = what.substring(WEIGHT.length());
    return values.one.equals(Set.of(DrawnAs.NONE)) && said(second).contains(adapter)
        || values.other.equals(Set.of(DrawnAs.NONE)) && said(first).contains(adapter);
  }

  private static boolean said(String name, String what, Set<String> values) {
    return values.size() == 1
        && said(name).stream().anyMatch(word -> says(word, what, values.iterator().next()));
  }

  /// Whether `CFG 5` says that the CFG scale is 5, `steps 20` that they are 20, `soft at 0.8` that
  /// this is the weight of it, `Euler` the sampler.
  private static boolean says(String word, String what, String value) {
    if (!word.endsWith(value)) {
      return false;
    }
    var before = word.substring(0, word.length() - value.length());
    return what.startsWith(WEIGHT)
        ? before.equals(what.substring(WEIGHT.length()) + " at ")
        : before.isEmpty()
            || before.endsWith(" ")
                && what.toLowerCase(Locale.ROOT)
                    .startsWith(before.strip().toLowerCase(Locale.ROOT));
  }

  /// What a name says of what draws, such as `doodle-base` and `soft` of `doodle-base + soft ·
  /// soft-sweep`: whole words of it, and nothing of where the pictures stand, which may be called
  /// like an adapter that it is not about.
  private static Set<String> said(String name) {
    int sources = name.lastIndexOf(SOURCES);
    return sources < 0
        ? Set.of()
        : new LinkedHashSet<>(List.of(NAMED.split(name.substring(0, sources))));
  }

  private static String listed(String what, Set<String> values) {
    return TEXTS.contains(what)
        ? values.iterator().next()
        : values.size() > MOST_VALUES
            ? "%d values".formatted(values.size())
            : String.join(" or ", values);
  }

  private static Map<String, Told> compare(DrawnAs one, DrawnAs other) {
    var all = new LinkedHashMap<String, Told>();
    text(all, "wording", one.words(), other.words());
    text(all, "negative prompt", one.prompt().negativePrompt(), other.prompt().negativePrompt());
    tell(all, MODEL, one.recipe().model().name(), other.recipe().model().name());
    var adapters = new TreeSet<>(one.weights().keySet());
    adapters.addAll(other.weights().keySet());
    for (var adapter : adapters) {
      tell(
          all,
          WEIGHT + adapter,
          one.weights().getOrDefault(adapter, DrawnAs.NONE),
          other.weights().getOrDefault(adapter, DrawnAs.NONE));
    }
    var files = other.files();
    one.files()
        .forEach((name, sha256) -> {
          var against = files.get(name);
          if (against != null) {
            file(all, "file of " + name, sha256, against);
          }
        });
    boolean untold = one.elsewhere() || other.elsewhere();
    var own = untold ? one.settingsAsTold() : one.settings();
    var settings = untold ? other.settingsAsTold() : other.settings();
    var names = new LinkedHashSet<>(own.keySet());
    names.addAll(settings.keySet());
    for (var what : names) {
      tell(
          all,
          what,
          own.getOrDefault(what, DrawnAs.NONE),
          settings.getOrDefault(what, DrawnAs.NONE));
    }
    return all;
  }

  private static void text(Map<String, Told> all, String what, String one, String other) {
    tell(all, what, Wordings.from(one, other), Wordings.from(other, one));
  }

  private static void tell(Map<String, Told> all, String what, String one, String other) {
    if (!one.equals(other) || one.equals(DrawnAs.NOT_KNOWN)) {
      all.put(what, new Told(one, other));
    }
  }

  /// Two hashes are of one file where one is the beginning of the other; a few digits, or none, do
  /// not tell it.
  private static void file(Map<String, Told> all, String what, String one, String other) {
    int digits = Math.min(one.length(), other.length());
    var beginning = one.regionMatches(true, 0, other, 0, digits);
    if (digits < LEAST_DIGITS && beginning || digits == 0) {
      all.put(what, new Told(known(one), known(other)));
    } else if (!beginning) {
      all.put(what, new Told(RecipeFact.brief(one), RecipeFact.brief(other)));
    }
  }

  private static String known(String sha256) {
    return sha256.length() < LEAST_DIGITS ? DrawnAs.NOT_KNOWN : RecipeFact.brief(sha256);
  }
}
