package lab.harmony.blind.results;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.NamedPerson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of sessions that were rated elsewhere.
@Repository
class ImportedStore {

  private static final String SESSIONS =
      """
      select s.id, s.title, s.sha256, s.answers, s.imported_at, %s from imported_blind_session s
      """
          .formatted(NamedPerson.columns("s.imported_by", "imported_by"));

  private final JdbcClient database;

  ImportedStore(JdbcClient database) {
    this.database = database;
  }

  /// The newest first.
  List<ImportedSession> all() {
    return database
        .sql(SESSIONS + "order by s.imported_at desc, s.id")
        .query((row, _) -> session(row))
        .list();
  }

  Optional<ImportedSession> find(SessionId id) {
    return database
        .sql(SESSIONS + "where s.id = :id")
        .param("id", id.value())
        .query((row, _) -> session(row))
        .optional();
  }

  private static ImportedSession session(ResultSet row) throws SQLException {
    return new ImportedSession(
        new SessionId(row.getString("id")),
        row.getString("title"),
        row.getString("sha256"),
        row.getInt("answers"),
        NamedPerson.read(row, "imported_by").orElseThrow(),
        row.getObject("imported_at", OffsetDateTime.class).toInstant());
  }

  /// The file as it came.
  byte[] file(SessionId id) {
    return database
        .sql("select file from imported_blind_session where id = :id")
        .param("id", id.value())
        .query((row, _) -> row.getBytes("file"))
        .single();
  }

  void add(ImportedSession session, byte[] file) {
    database
        .sql(
            """
            insert into imported_blind_session (id, title, file, sha256, answers, imported_by, imported_at)
            values (:id, :title, :file, :sha256, :answers, :by, :at)
            """)
        .param("id", session.id().value())
        .param("title", session.title())
        .param("file", file)
        .param("sha256", session.sha256())
        .param("answers", session.answers())
        .param("by", session.by().id().value())
        .param("at", session.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  /// @return false if there was none
  boolean remove(SessionId id) {
    return database
            .sql("delete from imported_blind_session where id = :id")
            .param("id", id.value())
            .update()
        == 1;
  }
}
