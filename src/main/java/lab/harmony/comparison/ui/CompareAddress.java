package lab.harmony.comparison.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.comparison.ArmAnswers;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.arms.ArmAddress;

/// What the screen of comparisons shows:
/// `compare?arm=lora-v2&arm=baseline&than=baseline&by=people`.
///
/// @param than the arm that the others are compared with; the last one where nothing is said
/// @param by whose scores count
/// @param pairs which comparison has its pairs open, counted from 1; 0 for none
record CompareAddress(
    List<ArmAddress> arms, Optional<ArmAddress> than, Optional<String> by, int pairs) {

  CompareAddress {
    arms = arms.stream().distinct().toList();
    than = than.filter(arms::contains);
  }

  /// An address, and what in it could not be followed.
  record Reading(CompareAddress address, List<String> problems) {}

  static Reading read(Map<String, List<String>> parameters) {
    var problems = new ArrayList<String>();
    var arms = new ArrayList<ArmAddress>();
    for (var text : parameters.getOrDefault("arm", List.of())) {
      arm(text, problems).ifPresent(arms::add);
    }
    if (arms.size() > ArmAnswers.MOST) {
      problems.add(
          "At most %d arms are compared at once, got %d.".formatted(ArmAnswers.MOST, arms.size()));
    }
    var than =
        parameters.getOrDefault("than", List.of()).stream()
            .findFirst()
            .flatMap(text -> arm(text, problems));
    var by =
        parameters.getOrDefault("by", List.of()).stream()
            .findFirst()
            .filter(text -> !text.isBlank());
    var pairs =
        parameters.getOrDefault("pairs", List.of()).stream()
            .filter(text -> text.matches("[0-9]{1,3}"))
            .findFirst()
            .map(Integer::parseInt)
            .orElse(0);
    return new Reading(
        new CompareAddress(arms.stream().limit(ArmAnswers.MOST).toList(), than, by, pairs),
        List.copyOf(problems));
  }

  private static Optional<ArmAddress> arm(String text, List<String> problems) {
    try {
      return Optional.of(ArmAddress.parse(text));
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /// The question it asks; empty while there are no two arms.
  Optional<Question> question() {
    if (arms.size() < 2) {
      return Optional.empty();
    }
    var baseline = baseline().orElseThrow();
    return Optional.of(
        new Question(baseline, arms.stream().filter(arm -> !arm.equals(baseline)).toList(), by));
  }

  Optional<ArmAddress> baseline() {
    return arms.isEmpty() ? Optional.empty() : than.or(() -> Optional.of(arms.getLast()));
  }

  CompareAddress withArms(List<ArmAddress> others) {
    return new CompareAddress(others, baseline(), by, 0);
  }

  CompareAddress withThan(ArmAddress other) {
    return new CompareAddress(arms, Optional.of(other), by, 0);
  }

  CompareAddress withBy(String other) {
    return new CompareAddress(arms, than, Optional.of(other), pairs);
  }

  CompareAddress withPairs(int other) {
    return new CompareAddress(arms, than, by, other);
  }

  Map<String, List<String>> parameters() {
    var parameters = new LinkedHashMap<String, List<String>>();
    if (!arms.isEmpty()) {
      parameters.put("arm", arms.stream().map(ArmAddress::toString).toList());
    }
    than.ifPresent(arm -> parameters.put("than", List.of(arm.toString())));
    by.ifPresent(judge -> parameters.put("by", List.of(judge)));
    if (pairs > 0) {
      parameters.put("pairs", List.of(Integer.toString(pairs)));
    }
    return parameters;
  }

  String path() {
    var query =
        parameters().entrySet().stream()
            .flatMap(entry ->
                entry.getValue().stream()
                    .map(value ->
                        entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "compare" : "compare?" + query;
  }
}
