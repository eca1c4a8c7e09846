package lab.harmony.threads;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;

/// How people are mentioned: `@Ada Lovelace` as it is typed, `@` and the id as it is kept, so that
/// it shows the name of now. Those who share a name are typed with the beginning of their id behind
/// it: `@Ada~0d9c1f7e`.
public final class Mentions {

  private static final Pattern KEPT =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_@.])@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
              + "(?![\\p{L}\\p{N}-])");
  private static final int MARK = 8;

  private final Map<PersonId, Person> known;
  private final List<Person> longestFirst;
  private final Map<String, Long> called;

  /// @param everybody whom a text may mention
  public Mentions(Collection<Person> everybody) {
    known = everybody.stream().collect(Collectors.toMap(Person::id, person -> person));
    longestFirst =
        everybody.stream()
            .sorted(
                Comparator.comparingInt((Person person) -> person.name().length())
                    .reversed()
                    .thenComparing(person -> person.id().value()))
            .toList();
    called =
        everybody.stream()
            .collect(Collectors.groupingBy(person -> folded(person.name()), Collectors.counting()));
  }

  /// What came of a typed text.
  public sealed interface Kept {
    record Text(String stored) implements Kept {}

    /// Several are called so; the sentence says how to tell them apart.
    record Unclear(String sentence) implements Kept {}
  }

  /// A text as it is kept. An `@` before what nobody is called stays as it is.
  public Kept stored(String typed) {
    var stored = new StringBuilder(typed.length());
    int at = 0;
    while (at < typed.length()) {
      var letter = typed.charAt(at);
      var meant = letter == '@' && begins(typed, at) ? meant(typed, at + 1) : List.<Hit>of();
      if (meant.size() > 1) {
        return new Kept.Unclear(
            "%d people are called %s. Write %s."
                .formatted(
                    meant.size(),
                    meant.getFirst().person().name(),
                    meant.stream()
                        .map(hit -> typed(hit.person()))
                        .collect(Collectors.joining(" or "))));
      }
      if (meant.isEmpty()) {
        stored.append(letter);
        at++;
      } else {
        stored.append('@').append(meant.getFirst().person().id());
        at = meant.getFirst().end();
      }
    }
    return new Kept.Text(stored.toString());
  }

  private record Hit(Person person, int end) {}

  /// Whom the text behind an `@` means: those with the longest name that fits, told apart by a
  /// mark.
  private List<Hit> meant(String text, int from) {
    var longest = 0;
    var hits = new java.util.ArrayList<Hit>();
    for (var person : longestFirst) {
      var name = person.name();
      if (name.length() < longest) {
        break;
      }
      if (text.regionMatches(true, from, name, 0, name.length())) {
        int end = from + name.length();
        var mark = "~" + person.id().value().substring(0, MARK);
        if (text.startsWith(mark, end)) {
          return List.of(new Hit(person, end + mark.length()));
        }
        if (ends(text, end)) {
          longest = name.length();
          hits.add(new Hit(person, end));
        }
      }
    }
    return hits;
  }

  /// An address such as `ada@example.org` mentions nobody.
  private static boolean begins(String text, int at) {
    if (at == 0) {
      return true;
    }
    var before = text.codePointBefore(at);
    return !Character.isLetterOrDigit(before) && before != '_' && before != '@' && before != '.';
  }

  private static boolean ends(String text, int at) {
    return at >= text.length() || !Character.isLetterOrDigit(text.codePointAt(at));
  }

  /// How somebody is typed.
  public String typed(Person person) {
    var mark = "~" + person.id().value().substring(0, MARK);
    return "@" + person.name() + (called.getOrDefault(folded(person.name()), 0L) > 1 ? mark : "");
  }

  /// A kept text as it can be typed again.
  public String typed(String stored) {
    return KEPT.matcher(stored)
        .replaceAll(found ->
            java.util.regex.Matcher.quoteReplacement(
                person(found).map(this::typed).orElse(found.group())));
  }

  private Optional<Person> person(MatchResult found) {
    return PersonId.parse(found.group(1)).map(known::get);
  }

  /// Everybody whom a kept text mentions and who is known.
  public Set<PersonId> in(String stored) {
    return KEPT.matcher(stored)
        .results()
        .flatMap(found -> person(found).stream())
        .map(Person::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// Where a kept text mentions somebody; the first group is the id.
  public static Pattern pattern() {
    return KEPT;
  }

  private static String folded(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }
}
