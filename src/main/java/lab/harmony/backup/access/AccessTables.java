package lab.harmony.backup.access;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of a database that say who comes in, who reads what, and what was told.
public record AccessTables(Map<String, AccessRows> all) {

  public static final String PEOPLE = "people";
  static final String OWNER = "lab_owner";
  public static final String NAMES = "known_names";
  static final String PASSWORDS = "person_password";
  static final String PASSKEYS = "user_credentials";
  static final String ACCOUNTS = "openid_link";

  /// Those that sign somebody in or once did: no restore forgets one.
  static final String KNOWN_ACCOUNTS = "known_account";

  static final String MAILS = "mail_choice";
  static final String SEEN = "person_seen";
  static final String SHUT_OUT = "shut_out";
  public static final String TOKENS = "access_token";
  public static final String GUESTS = "blind_guest_link";

  /// Closes of blind sessions: no restore forgets one.
  public static final String BLIND_CLOSINGS = "blind_closing";

  public static final String BLIND_RATERS = "blind_rater";

  /// Raters, and links of guests, of blind sessions that the database does not have since a
  /// restore: none forgets one.
  public static final String GONE_RATERS = "blind_gone_rater";

  public static final String GONE_LINKS = "blind_gone_link";

  /// Of blind sessions only how they are told apart and when they were closed.
  public static final String BLIND_SESSIONS = "blind_session";

  /// Of the audit trail only whose role was changed, when, and from which to which.
  public static final String ROLES_CHANGED = "audit_entry";

  static final String AUDIENCES = "report_audience";
  static final String READERS = "report_reader";
  static final String LINKS = "share_link";

  /// What belongs to a person, and which column says whose it is.
  record OfPerson(String table, String column, UnaryOperator<String> handle) {}

  /// The ways in which people come in, and what goes with them: of people whom the present knows
  /// they are those of the present.
  static final List<OfPerson> OF_PEOPLE =
      List.of(
          new OfPerson(PASSWORDS, "person", UnaryOperator.identity()),
          new OfPerson(PASSKEYS, "user_entity_user_id", AccessTables::letters),
          new OfPerson(ACCOUNTS, "person", UnaryOperator.identity()),
          new OfPerson(MAILS, "person", UnaryOperator.identity()),
          new OfPerson(SEEN, "person", UnaryOperator.identity()));

  public static final List<String> NAMED =
      List.of(
          PEOPLE,
          OWNER,
          NAMES,
          PASSWORDS,
          PASSKEYS,
          ACCOUNTS,
          KNOWN_ACCOUNTS,
          MAILS,
          SEEN,
          SHUT_OUT,
          TOKENS,
          GUESTS,
          BLIND_CLOSINGS,
          BLIND_RATERS,
          GONE_RATERS,
          GONE_LINKS,
          AUDIENCES,
          READERS,
          LINKS);

  public AccessTables {
    all = Map.copyOf(all);
  }

  public static AccessTables of(Connection database) throws SQLException {
    var all = new LinkedHashMap<String, AccessRows>();
    for (var table : NAMED) {
      all.put(table, AccessRows.of(database, table));
    }
    boolean hasSessions = AccessRows.isThere(database, BLIND_SESSIONS);
    all.put(
        BLIND_SESSIONS,
        hasSessions
            ? AccessRows.read(
                database, BLIND_SESSIONS, "select id, commitment, closed_at from " + BLIND_SESSIONS)
            : new AccessRows(BLIND_SESSIONS, List.of()));
    all.put(
        ROLES_CHANGED,
        AccessRows.isThere(database, ROLES_CHANGED)
            ? AccessRows.read(
                database,
                ROLES_CHANGED,
                "select left(subject, 36) as person, happened_at, details from audit_entry where"
                    + " kind = 'role-changed'")
            : new AccessRows(ROLES_CHANGED, List.of()));
    if (hasSessions && !AccessRows.isThere(database, BLIND_CLOSINGS)) {
      all.put(BLIND_CLOSINGS, ClosedBefore.in(database));
    }
    return new AccessTables(all);
  }

  /// Who owns the lab; empty where it is not noted.
  public Optional<String> owner() {
    return rows(OWNER).rows().stream()
        .filter(row -> row.find("person").isPresent())
        .map(row -> row.text("person"))
        .findFirst();
  }

  /// Whether both are of one lab. The owner of a lab is noted once and never changes; a database in
  /// which there is nobody yet is of none.
  public boolean isOneLabWith(AccessTables other) {
    if (rows(PEOPLE).rows().isEmpty()) {
      return false;
    }
    var one = owner();
    var another = other.owner();
    return one.isEmpty() || another.isEmpty() || one.equals(another);
  }

  /// The commitments of the blind sessions that it has or ever knew of.
  public Set<String> sealed() {
    return Stream.of(BLIND_SESSIONS, BLIND_CLOSINGS, GONE_RATERS)
        .flatMap(table -> rows(table).values("commitment"))
        .collect(Collectors.toSet());
  }

  public AccessRows rows(String table) {
    return Objects.requireNonNull(all.get(table), table);
  }

  /// As a passkey says whose it is.
  private static String letters(String person) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(person.getBytes(StandardCharsets.US_ASCII));
  }
}
