package lab.harmony.comparison.counted;

/// How many pairs more would show the difference that was seen, if it is the true one, in four of
/// five such studies.
public sealed interface MorePairs {

  /// More seeds of the same prompts would do.
  record OfSamePrompts(int pairs) implements MorePairs {}

  /// The faces of one prompt are so alike that more seeds of the same prompts would never do.
  record OfOtherPrompts(int pairs) implements MorePairs {}

  /// There are seeds enough; it is the prompts that do not agree.
  record NotOfSamePrompts() implements MorePairs {}

  /// More than is looked for.
  record MoreThan(int pairs) implements MorePairs {}

  /// Both sides were as good, so there is nothing that could be planned for.
  record NothingSeen() implements MorePairs {}

  /// The end of a sentence that says what was not shown.
  default String words() {
    return switch (this) {
      case OfSamePrompts(var pairs) ->
          pairs == 1
              ? "about 1 more pair would do"
              : "about %d more pairs would do".formatted(pairs);
      case OfOtherPrompts(var pairs) ->
          "about %d more pairs would do, of other prompts: more seeds of these would not"
              .formatted(pairs);
      case NotOfSamePrompts _ -> "more seeds of these prompts do not help; other prompts would";
      case MoreThan(var pairs) ->
          "for the difference that was seen even %d pairs would be too few".formatted(pairs);
      case NothingSeen _ -> "both were as often perfect, so no number of pairs can be planned for";
    };
  }
}
