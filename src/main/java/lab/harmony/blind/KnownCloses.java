package lab.harmony.blind;

import lab.harmony.blind.session.SessionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Notes closes where going back to a backup finds them: what they told stays told.
@Repository
class KnownCloses {

  private final JdbcClient database;

  KnownCloses(JdbcClient database) {
    this.database = database;
  }

  /// Of a session that was closed in this transaction.
  ///
  /// @param answers how many it has
  /// @param lastSending the name of the last of them, empty for none
  /// @param takenOut of how many links the answers were taken out
  /// @param notBlind how many of its raters were not blind
  void note(SessionId id, int answers, String lastSending, int takenOut, int notBlind) {
    database
        .sql(
            """
            insert into blind_closing (session, commitment, closed_at, closed_by, closed_reason, close_format,
              close_sha256, ended, answers, last_sending, taken_out, not_blind, adjudication_sha256)
            select id, commitment, closed_at, closed_by, closed_reason, close_format,
              close_sha256, ended, :answers, :last, :takenOut, :notBlind, adjudication_sha256
            from blind_session where id = :id
            """)
        .param("id", id.value())
        .param("answers", answers)
        .param("last", lastSending)
        .param("takenOut", takenOut)
        .param("notBlind", notBlind)
        .update();
  }
}
