package lab.harmony.stats;

import static lab.harmony.stats.FixtureShares.level;
import static lab.harmony.stats.StatisticsFixtureTest.named;
import static lab.harmony.stats.StatisticsFixtureTest.token;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import lab.harmony.stats.preference.BradleyTerry;
import lab.harmony.stats.preference.Preferences;
import tools.jackson.databind.JsonNode;

/// What computes the file about preferences.
final class FixturePreferences {

  private FixturePreferences() {}

  static final Map<String, Function<JsonNode, Object>> PREFERENCES =
      Map.of(
          "bradley_terry",
          FixturePreferences::bradleyTerry,
          "orders_to_pairs",
          in -> {
            var orders =
                in.get("orders")
                    .valueStream()
                    .map(order -> order.valueStream().map(FixturePreferences::strings).toList())
                    .toList();
            var pairs = Preferences.ofOrders(strings(in.get("items")), orders);
            return named(
                "wins", square(pairs, pairs::wins),
                "ties", square(pairs, pairs::ties),
                "pairs", pairs.comparisons());
          });

  private interface Count {
    int of(int one, int other);
  }

  private static Object bradleyTerry(JsonNode in) {
    var rule = BradleyTerry.TieRule.valueOf(in.get("tie_rule").asString().toUpperCase(Locale.ROOT));
    var preferences =
        Preferences.of(strings(in.get("items")), counts(in.get("wins")), counts(in.get("ties")));
    return switch (BradleyTerry.of(preferences, rule, level(in))) {
      case BradleyTerry.Refused(var cause, var components) -> {
        var map = named("refused", token(cause));
        if (!components.isEmpty()) {
          map.put("components", components);
        }
        yield map;
      }
      case BradleyTerry.Fitted fitted -> {
        var map =
            named(
                "log_likelihood", fitted.logLikelihood(),
                "strengths", fitted.strengths().stream().map(FixturePreferences::strength).toList(),
                "differences",
                    fitted.differences().stream().map(FixturePreferences::difference).toList());
        fitted
            .tie()
            .ifPresent(tie -> {
              map.put("tie_parameter", tie.parameter());
              map.put(
                  "log_tie_standard_error", StatisticsFixtureTest.plain(tie.logStandardError()));
            });
        yield map;
      }
    };
  }

  private static Object strength(BradleyTerry.Strength strength) {
    return named(
        "item", strength.item(),
        "log_strength", strength.logStrength(),
        "standard_error", strength.standardError(),
        "lower", strength.interval().lower(),
        "upper", strength.interval().upper());
  }

  private static Object difference(BradleyTerry.Difference difference) {
    return named(
        "pair", List.of(difference.first(), difference.second()),
        "difference", difference.difference(),
        "standard_error", difference.standardError(),
        "lower", difference.interval().lower(),
        "upper", difference.interval().upper(),
        "p_first_over_second", difference.firstOverSecond());
  }

  private static List<List<Integer>> square(Preferences preferences, Count count) {
    int size = preferences.items().size();
    return IntStream.range(0, size)
        .mapToObj(i -> IntStream.range(0, size).mapToObj(j -> count.of(i, j)).toList())
        .toList();
  }

  private static int[][] counts(JsonNode rows) {
    return rows.valueStream()
        .map(FixtureShares::numbers)
        .map(row -> Arrays.stream(row).mapToInt(it -> (int) it).toArray())
        .toArray(int[][]::new);
  }

  private static List<String> strings(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
