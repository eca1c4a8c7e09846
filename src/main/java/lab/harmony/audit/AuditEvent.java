package lab.harmony.audit;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lab.harmony.people.Actor;

/// Something that is to be written down.
///
/// @param details a few facts by their names, in the order of these: what a reader needs to know
///   and nothing that opens a door (no tokens, links, passwords or prompts)
public record AuditEvent(
    AuditKind kind, AuditActor who, AuditSubject about, SortedMap<String, String> details) {

  private static final int MOST_DETAILS = 20;

  /// As long as the longest thing that people say about what they do.
  private static final int LONGEST_DETAIL = 1000;

  /// More than all people of a lab.
  private static final int LONGEST_LIST = 500_000;

  public AuditEvent {
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    if (details.size() > MOST_DETAILS) {
      throw new IllegalArgumentException(
          "an event has at most %d details, got %d".formatted(MOST_DETAILS, details.size()));
    }
  }

  public static AuditEvent of(AuditKind kind, AuditActor who, AuditSubject about) {
    return new AuditEvent(kind, who, about, Collections.emptySortedMap());
  }

  public static AuditEvent of(AuditKind kind, Actor by, AuditSubject about) {
    return of(kind, AuditActor.of(by), about);
  }

  /// The same with one detail more.
  ///
  /// @param name in lower case, as `lifetime`
  /// @param value cut where it is longer than anything that people may say
  public AuditEvent with(String name, Object value) {
    return plus(name, AuditText.clean(String.valueOf(value), LONGEST_DETAIL));
  }

  /// The same with a list, of which nothing is left out however many there are.
  ///
  /// @throws IllegalArgumentException if it is longer than the trail can keep
  public AuditEvent withAll(String name, Collection<?> values) {
    var all =
        values.stream()
            .map(value -> AuditText.clean(String.valueOf(value), LONGEST_LIST))
            .collect(Collectors.joining(", "));
    if (all.length() > LONGEST_LIST) {
      throw new IllegalArgumentException(
          "a list has at most %d characters, got %d".formatted(LONGEST_LIST, all.length()));
    }
    return plus(name, all);
  }

  private AuditEvent plus(String name, String value) {
    if (!name.matches("[a-z][a-zA-Z0-9]{0,39}")) {
      throw new IllegalArgumentException(
          "the name of a detail is a word in lower case, got \"%s\"".formatted(name));
    }
    var more = new TreeMap<>(details);
    more.put(name, value);
    return new AuditEvent(kind, who, about, more);
  }
}
