package lab.harmony.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Who did something, with the name that they had when this was read. Whether two are the same
/// person is a question of their ids: see [#is].
public record NamedPerson(PersonId id, String name) {

  /// Whether this is the person of that id, whatever they are called.
  public boolean is(PersonId other) {
    return id.equals(other);
  }

  /// Two columns of a query: the id in column `id` of a table, and the name of now.
  ///
  /// @param id the column, as `j.submitted_by`
  /// @param as what the columns are called: `submitted_by`, and `submitted_by_name`
  public static String columns(String id, String as) {
    return "%1$s as %2$s, (select p.name from people p where p.id = %1$s) as %2$s_name"
        .formatted(id, as);
  }

  /// What [#columns] asked for; empty where nobody knows who it was.
  public static Optional<NamedPerson> read(ResultSet row, String as) throws SQLException {
    var id = row.getString(as);
    var name = row.getString(as + "_name");
    return id == null
        ? Optional.empty()
        : Optional.of(new NamedPerson(new PersonId(id), name == null ? "unknown" : name));
  }

  @Override
  public String toString() {
    return name;
  }
}
