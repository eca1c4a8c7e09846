package lab.harmony.audit;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import lab.harmony.people.Actor;

/// Something that is to be written down.
///
/// @param details a few facts by their names, in the order of these: what a reader needs to know
///   and nothing that opens a door (no tokens, links, passwords or prompts)
public record AuditEvent(
    AuditKind kind, AuditActor who, AuditSubject about, SortedMap<String, String> details) {

  private static final int MOST_DETAILS = 20;
  private static final int LONGEST_DETAIL = 300;

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
  public AuditEvent with(String name, Object value) {
    if (!name.matches("[a-z][a-zA-Z0-9]{0,39}")) {
      throw new IllegalArgumentException(
          "the name of a detail is a word in lower case, got \"%s\"".formatted(name));
    }
    var more = new TreeMap<>(details);
    more.put(name, AuditText.clean(String.valueOf(value), LONGEST_DETAIL));
    return new AuditEvent(kind, who, about, more);
  }
}
