package lab.harmony.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.people.Person;

/// What an event was about: a kind of thing and which one.
///
/// @param id as the lab names it; never a token, and never more than identifies it
public record AuditSubject(Kind kind, String id) {

  /// The kinds of things; their codes are stored and sealed, so they are never changed.
  public enum Kind {
    PERSON,
    EXPERIMENT,
    REPORT,
    SHARE_LINK,
    COMMENT,
    BLIND_SESSION,
    PIN,
    TRAININGS,
    WORK,
    BACKUP,
    LAB;

    /// How it is stored: `share-link`.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// How people read it: `share link`.
    public String words() {
      return code().replace('-', ' ');
    }

    static Optional<Kind> of(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
  }

  private static final int LONGEST = 1000;
  private static final Pattern KNOWN =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12} (.+)");

  public AuditSubject {
    id = AuditText.clean(id, LONGEST);
  }

  /// How people read what is stored, whether or not this version of the lab knows it.
  public static String words(String code) {
    return Kind.of(code).map(Kind::words).orElse(code);
  }

  /// How people read which one it was: of a person, what they were called then.
  static String words(String kind, String id) {
    var known = KNOWN.matcher(id);
    return kind.equals(Kind.PERSON.code()) && known.matches() ? known.group(1) : id;
  }

  /// By the id and, beside it, what they are called now: `0d9c1f7e-… Ada`.
  public static AuditSubject person(Person person) {
    return new AuditSubject(Kind.PERSON, person.id() + " " + person.name());
  }

  public static AuditSubject experiment(String slug) {
    return new AuditSubject(Kind.EXPERIMENT, slug);
  }

  public static AuditSubject report(String name) {
    return new AuditSubject(Kind.REPORT, name);
  }

  /// By its number; what it says is not written down.
  public static AuditSubject comment(long id) {
    return new AuditSubject(Kind.COMMENT, String.valueOf(id));
  }

  /// By its name; what it seals is not written down.
  public static AuditSubject blindSession(String id) {
    return new AuditSubject(Kind.BLIND_SESSION, id);
  }

  /// By its number.
  public static AuditSubject pin(long id) {
    return new AuditSubject(Kind.PIN, String.valueOf(id));
  }

  /// A job, by its id.
  public static AuditSubject work(String job) {
    return new AuditSubject(Kind.WORK, job);
  }

  public static AuditSubject lab() {
    return new AuditSubject(Kind.LAB, "");
  }
}
