package lab.harmony.comparison.arms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.runs.images.ImageAxis;

/// Which faces an arm has, as a link and the command line say it: those of runs or experiments, all
/// of them or those at some values of facts.
///
/// Written as `r261120-204501-k3f9q`, `baseline`, `baseline:cfg=7`,
/// `comparison:model=doodle-base,cfg=7`, `soft:adapter.soft=0.8`; several sources with a plus
/// between them. Within a fact or a value a comma, an equals sign and a percent sign are `%2C`,
/// `%3D` and `%25`.
///
/// @param sources ids of runs and names of experiments
/// @param where the values that the faces have, by the words of [ImageAxis] and the texts of
///   [ArmFacts]; empty for all faces
public record ArmAddress(List<String> sources, Map<String, String> where) {

  /// Those of the prompt matrix in their order, then all others.
  private static final Comparator<String> FACTS =
      Comparator.comparing((String fact) ->
              ImageAxis.ofWord(fact).map(ImageAxis::ordinal).orElse(Integer.MAX_VALUE))
          .thenComparing(Comparator.naturalOrder());

  private static final Pattern FACT = Pattern.compile("[a-z][a-z-]{0,39}(\\.[^\\p{Cntrl}]+)?");
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");
  private static final int LONGEST = 2_000;

  public ArmAddress {
    sources = sources.stream().distinct().toList();
    where = Map.copyOf(where);
  }

  public static ArmAddress of(String source) {
    return new ArmAddress(List.of(source), Map.of());
  }

  public static ArmAddress at(List<String> sources, ImageAxis axis, String value) {
    return at(sources, axis.word(), value);
  }

  /// @param fact as in addresses: `steps`, `adapter.soft`
  public static ArmAddress at(List<String> sources, String fact, String value) {
    return new ArmAddress(sources, Map.of(fact, value));
  }

  /// The value of an axis of the prompt matrix that all its faces have.
  public Optional<String> on(ImageAxis axis) {
    return Optional.ofNullable(where.get(axis.word()));
  }

  /// @throws IllegalArgumentException in words, if it is no address
  public static ArmAddress parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "The name of an arm has at most %d letters.".formatted(LONGEST));
    }
    int colon = text.indexOf(':');
    var named = colon < 0 ? text : text.substring(0, colon);
    var sources = List.of(named.split("\\+", -1));
    sources.stream()
        .filter(source -> !SOURCE.matcher(source).matches())
        .findFirst()
        .ifPresent(source -> {
          throw new IllegalArgumentException(
              "An arm is a run, an experiment, or part of one, such as r261120-204501-k3f9q, baseline or baseline:cfg=7; got \"%s\"."
                  .formatted(text));
        });
    var where = new LinkedHashMap<String, String>();
    if (colon >= 0) {
      for (var part : text.substring(colon + 1).split(",", -1)) {
        int equals = part.indexOf('=');
        var fact = decoded(equals < 0 ? part : part.substring(0, equals));
        if (!FACT.matcher(fact).matches()) {
          throw new IllegalArgumentException(
              "In \"%s\" each part behind the colon is AXIS=VALUE with one of %s, or another axis of grids; got \"%s\"."
                  .formatted(text, ImageAxis.words(), part));
        }
        if (equals < 0 || where.put(fact, decoded(part.substring(equals + 1))) != null) {
          throw new IllegalArgumentException(
              "In \"%s\" the axis %s needs one value.".formatted(text, fact));
        }
      }
    }
    return new ArmAddress(sources, where);
  }

  /// Whether its name is longer than one that can be read again.
  public boolean isTooLong() {
    return toString().length() > LONGEST;
  }

  /// The same with the faces of another source too.
  public ArmAddress with(String source) {
    return new ArmAddress(
        Stream.concat(sources.stream(), Stream.of(source)).distinct().toList(), where);
  }

  /// Its values in words: `doodle-base, CFG 7`; empty where it has all faces.
  ///
  /// @throws IllegalArgumentException in words, if there is no such fact
  String whereWords(ArmFacts facts) {
    return ordered()
        .map(one ->
            ImageAxis.ofWord(one.getKey())
                .map(axis -> axis.describe(one.getValue()))
                .orElseGet(() -> facts.describe(one.getKey(), one.getValue())))
        .collect(Collectors.joining(", "));
  }

  private Stream<Map.Entry<String, String>> ordered() {
    return where.entrySet().stream().sorted(Map.Entry.comparingByKey(FACTS));
  }

  @Override
  public String toString() {
    var parts = new ArrayList<String>();
    ordered().forEach(one -> parts.add(encoded(one.getKey()) + "=" + encoded(one.getValue())));
    var named = String.join("+", sources);
    return parts.isEmpty() ? named : named + ":" + String.join(",", parts);
  }

  private static String encoded(String value) {
    return value.replace("%", "%25").replace(",", "%2C").replace("=", "%3D");
  }

  private static String decoded(String value) {
    return value.replace("%3D", "=").replace("%2C", ",").replace("%25", "%");
  }
}
