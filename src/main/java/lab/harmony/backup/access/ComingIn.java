package lab.harmony.backup.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.people.Role;

/// Who comes in after a restore, as what, and how. Of people whom both know the lower role holds,
/// and whoever is shut out by one stays so; passwords and passkeys are those of the present. People
/// who came since stay.
///
/// A database of another lab, as of one that was only tried before the backup came to this machine,
/// knows nothing of the people of the backup: they are as the backup says, and nobody else comes
/// in.
///
/// An account at a provider that one of both has ever known makes nobody new, however it is with
/// its person: it stays known whose it was.
public record ComingIn(AccessTables present, AccessTables backup) {

  private static final String ID = "id";
  private static final String ELSEWHERE = "of_another_lab";
  private static final String MAY_SIGN_IN = "may_sign_in";

  /// Nobody knows who was shut out and which ways in were removed: nobody comes in but the lab's
  /// owner, by the lab's own link.
  public static void close(Connection database) throws SQLException {
    try (var statement = database.createStatement()) {
      for (var way : AccessTables.OF_PEOPLE) {
        if (AccessRows.isThere(database, way.table())) {
          statement.execute("delete from " + way.table());
        }
      }
      if (AccessRows.isThere(database, AccessTables.OWNER)) {
        var noted = "(select person from lab_owner where person is not null)";
        // Where none is noted, one of those with that role is the owner.
        var others = " where id not in %1$s and (role <> 'owner' or exists %1$s)".formatted(noted);
        if (AccessRows.isThere(database, AccessTables.SHUT_OUT)) {
          statement.execute(
              "merge into shut_out (person) key (person) select id from people"
                  + others
                  + " and may_sign_in");
        }
        statement.execute("update people set may_sign_in = false" + others);
      }
    }
  }

  public void into(Connection database) throws SQLException {
    if (!AccessRows.isThere(database, AccessTables.OWNER)) {
      return; // a database without people
    }
    boolean oneLab = present.isOneLabWith(backup);
    var known = new HashSet<String>();
    var out = new HashSet<String>();
    var people = backup.rows(AccessTables.PEOPLE).by(ID);
    for (var row : present.rows(AccessTables.PEOPLE).rows()) {
      var id = row.text(ID);
      var then = people.get(id);
      if (then == null) {
        insert(database, row, oneLab);
        known.add(id);
      } else if (oneLab) {
        update(database, row, then);
        if (may(row) != may(then)) {
          out.add(id);
        }
        known.add(id);
      }
    }
    if (oneLab) {
      out.addAll(lost(database, known));
      var names = present.rows(AccessTables.NAMES);
      names.replace(database, "name", names.values("name").toList());
      ways(database, known);
      accounts(database, known);
      present
          .rows(AccessTables.SHUT_OUT)
          .values("person")
          .filter(known::contains)
          .forEach(out::add);
      notByName(database, out);
    }
    if (backup.owner().isEmpty()) {
      var owners = present.rows(AccessTables.OWNER);
      owners.replace(database, "only_one", Set.of("1"));
    }
  }

  /// Shuts out whom the present has lost: nobody is ever removed, so it knew them once, and does
  /// not say what became of them.
  ///
  /// @param known gets them too: their ways in are those of the present, which are none
  private Set<String> lost(Connection database, Set<String> known) throws SQLException {
    var owner = backup.owner().orElse("");
    var lost = new HashSet<String>();
    for (var one : backup.rows(AccessTables.PEOPLE).rows()) {
      if (!one.text(ID).equals(owner) && known.add(one.text(ID)) && may(one)) {
        lost.add(one.text(ID));
      }
    }
    try (var update =
        database.prepareStatement("update people set may_sign_in = false where id = ?")) {
      for (var person : lost) {
        update.setString(1, person);
        update.executeUpdate();
      }
    }
    return lost;
  }

  /// Nobody comes in by their name alone who was shut out by one of both.
  private static void notByName(Connection database, Set<String> people) throws SQLException {
    if (AccessRows.isThere(database, AccessTables.SHUT_OUT)) {
      try (var note =
          database.prepareStatement(
              "merge into shut_out (person) key (person) select id from people where id = ? and not"
                  + " may_sign_in")) {
        for (var person : people) {
          note.setString(1, person);
          note.executeUpdate();
        }
      }
    }
  }

  private void ways(Connection database, Set<String> known) throws SQLException {
    for (var way : AccessTables.OF_PEOPLE) {
      var handles = known.stream().map(way.handle()).collect(Collectors.toSet());
      present
          .rows(way.table())
          .where(row -> handles.contains(row.text(way.column())))
          .replace(database, way.column(), handles);
    }
  }

  private void accounts(Connection database, Set<String> known) throws SQLException {
    if (!AccessRows.isThere(database, AccessTables.KNOWN_ACCOUNTS)) {
      return;
    }
    try (var note =
        database.prepareStatement(
            "merge into known_account (issuer, subject, person) key (issuer, subject) values (?, ?,"
                + " ?)")) {
      for (var table : List.of(AccessTables.KNOWN_ACCOUNTS, AccessTables.ACCOUNTS)) {
        for (var row : present.rows(table).rows()) {
          if (known.contains(row.text("person"))) {
            note.setString(1, row.text("issuer"));
            note.setString(2, row.text("subject"));
            note.setString(3, row.text("person"));
            note.executeUpdate();
          }
        }
      }
    }
  }

  private static void insert(Connection database, AccessRow row, boolean comesIn)
      throws SQLException {
    var person = row.with(MAY_SIGN_IN, comesIn && may(row));
    new AccessRows(AccessTables.PEOPLE, List.of(person)).replace(database, ID, Set.of());
  }

  private static void update(Connection database, AccessRow now, AccessRow then)
      throws SQLException {
    try (var update =
        database.prepareStatement(
            "update people set name = ?, role = ?, may_sign_in = ?, of_another_lab = ? where id = ?")) {
      update.setString(1, now.text("name"));
      update.setString(2, lower(role(now), role(then)).word());
      update.setBoolean(3, may(now) && may(then));
      update.setBoolean(4, now.isTrue(ELSEWHERE) || then.isTrue(ELSEWHERE));
      update.setString(5, now.text(ID));
      update.executeUpdate();
    }
  }

  public static boolean may(AccessRow person) {
    return person.isTrue(MAY_SIGN_IN);
  }

  public static Role role(AccessRow person) {
    return Role.valueOf(person.text("role").toUpperCase(Locale.ROOT));
  }

  private static Role lower(Role one, Role other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
