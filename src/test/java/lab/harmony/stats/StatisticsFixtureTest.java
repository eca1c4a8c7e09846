package lab.harmony.stats;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every method against right values that were computed by other programs: each file of
/// `src/test/resources/statistics`, or of the folder in `-Dfixtures=DIR`, each of its cases by
/// itself. A file or a function that is not known here fails.
@Tag("unit")
class StatisticsFixtureTest {

  /// Functions, and how close their values have to be: |got - want| <= it · max(1, |want|).
  private static final double CLOSED_FORM = 1e-12;

  private static final double ROOT = 1e-9;
  private static final double ITERATED = 1e-8;
  private static final double POWER = 1e-10;

  private static final Map<String, Double> CLOSENESS =
      Map.of(
          "clopper_pearson", ROOT,
          "paired_difference_tango", ROOT,
          "bernoulli", ROOT,
          "bradley_terry", ITERATED,
          "exact_power", POWER,
          "first_pairs_with_exact_power", POWER);

  private static final Map<String, Map<String, Function<JsonNode, Object>>> FILES =
      Map.ofEntries(
          entry("proportions.json", FixtureShares.PROPORTIONS),
          entry("paired-binary.json", FixtureShares.PAIRED),
          entry("paired-binary-power.json", FixtureShares.POWER),
          entry("design-effect.json", FixtureShares.CLUSTERED),
          entry("confidence-sequence.json", FixtureShares.SEQUENCES),
          entry("multiple-comparisons.json", FixtureShares.COMPARISONS),
          entry("prediction-powered.json", FixtureShares.PREDICTION_POWERED),
          entry("paired-ordinal.json", FixturePoints.PAIRED),
          entry("rank-correlation.json", FixturePoints.RANKED),
          entry("agreement.json", FixtureRaters.AGREEMENT),
          entry("assignment.json", FixtureRaters.ASSIGNMENT),
          entry("pairwise-preference.json", FixturePreferences.PREFERENCES));

  @TestFactory
  Stream<DynamicContainer> everyValueIsTheRightOne() throws IOException {
    return files()
        .map(file -> DynamicContainer.dynamicContainer(file.getFileName().toString(), cases(file)));
  }

  @Test
  void everyFileIsThere() throws IOException {
    var names = files().map(file -> file.getFileName().toString()).toList();
    assertThat(names).isNotEmpty().isSubsetOf(FILES.keySet());
    if (System.getProperty("fixtures") == null) {
      assertThat(names).containsExactlyInAnyOrderElementsOf(FILES.keySet());
    }
  }

  private static Stream<Path> files() throws IOException {
    var folder =
        Path.of(
            Objects.requireNonNullElse(
                System.getProperty("fixtures"), "src/test/resources/statistics"));
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  private static Stream<DynamicTest> cases(Path file) {
    var functions = FILES.get(file.getFileName().toString());
    assertThat(functions).as("what computes %s", file).isNotNull();
    var cases = new JsonMapper().readTree(file).get("cases");
    assertThat(cases.size()).as("cases of %s", file).isPositive();
    return cases
        .valueStream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.get("id").asString() + " " + one.get("note").asString(),
                () -> check(one, functions)));
  }

  private static void check(JsonNode one, Map<String, Function<JsonNode, Object>> functions) {
    var name = one.get("function").asString();
    var function = functions.get(name);
    assertThat(function).as("what computes %s", name).isNotNull();
    same(
        function.apply(one.get("input")),
        one.get("expected"),
        CLOSENESS.getOrDefault(name, CLOSED_FORM),
        "");
  }

  private static void same(Object got, JsonNode want, double closeness, String where) {
    switch (got) {
      case null -> assertThat(want.isNull()).as(where + " should be " + want).isTrue();
      case Map<?, ?> map -> {
        var names = map.keySet().stream().map(String::valueOf).toList();
        assertThat(names).as(where).containsExactlyInAnyOrderElementsOf(want.propertyNames());
        names.forEach(name -> same(map.get(name), want.get(name), closeness, where + "/" + name));
      }
      case List<?> list -> {
        assertThat(want.isArray()).as(where + " should be " + want).isTrue();
        assertThat(list).as(where).hasSameSizeAs(want.valueStream().toList());
        for (int place = 0; place < list.size(); place++) {
          same(list.get(place), want.get(place), closeness, where + "/" + place);
        }
      }
      case Double number -> {
        assertThat(want.isNumber()).as(where + " should be " + want).isTrue();
        double right = want.asDouble();
        assertThat(Math.abs(number - right) <= closeness * Math.max(1, Math.abs(right)))
            .as("%s: got %s, want %s", where, number, right)
            .isTrue();
      }
      case Number number -> {
        assertThat(want.isNumber()).as(where + " should be " + want).isTrue();
        assertThat((double) number.longValue()).as(where).isEqualTo(want.asDouble());
      }
      case Boolean truth -> assertThat(truth).as(where).isEqualTo(want.asBoolean());
      case String text -> assertThat(text).as(where).isEqualTo(want.asString());
      default -> throw new IllegalArgumentException("cannot compare " + got);
    }
  }

  /// A part of what is expected: names and values in turn. A value that is missing is null.
  static Map<String, Object> named(Object... namesAndValues) {
    var map = new HashMap<String, Object>();
    for (int place = 0; place < namesAndValues.length; place += 2) {
      map.put((String) namesAndValues[place], plain(namesAndValues[place + 1]));
    }
    return map;
  }

  /// The same, with the reason of the first answer that has none, where there is one.
  static Map<String, Object> named(Stream<? extends Answer<?>> answers, Object... namesAndValues) {
    var map = named(namesAndValues);
    answers
        .flatMap(answer -> answer.whyMissing().stream())
        .findFirst()
        .ifPresent(reason -> map.put("reason", token(reason)));
    return map;
  }

  static String token(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static Object plain(Object value) {
    return switch (value) {
      case Answer<?> answer -> answer.found().map(StatisticsFixtureTest::plain).orElse(null);
      case Optional<?> some -> some.map(StatisticsFixtureTest::plain).orElse(null);
      case Interval interval -> List.of(interval.lower(), interval.upper());
      case null, default -> value;
    };
  }
}
