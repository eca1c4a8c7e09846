package lab.harmony.blind;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.people.PersonId;
import lab.harmony.review.Checklist;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of answers: rows are added, in order, and never changed.
@Repository
class AnswerStore {

  private final JdbcClient database;

  AnswerStore(JdbcClient database) {
    this.database = database;
  }

  /// Whether the browser's answer of this name is there already.
  Optional<Boolean> overtaken(SessionId session, PersonId rater, String sending) {
    return database
        .sql(
            "select overtaken from blind_answer where session = :session and rater = :rater and"
                + " sending = :sending")
        .param("session", session.value())
        .param("rater", rater.value())
        .param("sending", sending)
        .query(Boolean.class)
        .optional();
  }

  /// Holds a session until the transaction ends, so that of several who write one is after the
  /// other, and nobody answers what is closed.
  ///
  /// @return whether it is open
  boolean holdOpen(SessionId session) {
    return database
        .sql("select closed_at is null from blind_session where id = :session for update")
        .param("session", session.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  void add(SessionId session, PersonId rater, Said said, boolean overtaken, Instant now) {
    var answer = said.answer();
    var checklist = answer.checklist();
    database
        .sql(
            """
            insert into blind_answer (session, rater, position, sending, overtaken, withdrawn, cannot_tell,
              intended_conflict, eyes_mouth, brows_tension, holistic, choice, milliseconds, answered_at)
            values (:session, :rater, :position, :sending, :overtaken, :withdrawn, :cannot_tell,
              :intended_conflict, :eyes_mouth, :brows_tension, :holistic, :choice, :milliseconds, :at)
            """)
        .param("session", session.value())
        .param("rater", rater.value())
        .param("position", said.position())
        .param("sending", said.sending())
        .param("overtaken", overtaken)
        .param("withdrawn", said.withdrawn())
        .param("cannot_tell", answer.cannotTell())
        .param("intended_conflict", answer.intendedConflict())
        .param("eyes_mouth", checklist.map(Checklist::eyesMouthAgree).orElse(null))
        .param("brows_tension", checklist.map(Checklist::browsTensionAgree).orElse(null))
        .param("holistic", checklist.map(Checklist::holisticCoherence).orElse(null))
        .param("choice", answer.choice().map(BlindAnswer.Choice::code).orElse(null))
        .param("milliseconds", (int) said.took().toMillis())
        .param("at", BlindStore.utc(now))
        .update();
  }

  /// Everything that was ever said, oldest first.
  List<GivenAnswer> all(SessionId session) {
    return database
        .sql("select * from blind_answer where session = :session order by number")
        .param("session", session.value())
        .query((row, _) -> answer(row))
        .list();
  }

  /// The same of one rater.
  List<GivenAnswer> all(SessionId session, PersonId rater) {
    return database
        .sql(
            "select * from blind_answer where session = :session and rater = :rater order by"
                + " number")
        .param("session", session.value())
        .param("rater", rater.value())
        .query((row, _) -> answer(row))
        .list();
  }

  private static GivenAnswer answer(ResultSet row) throws SQLException {
    boolean eyesMouth = row.getBoolean("eyes_mouth");
    Optional<Checklist> checklist =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(
                new Checklist(
                    eyesMouth, row.getBoolean("brows_tension"), row.getBoolean("holistic")));
    return new GivenAnswer(
        row.getLong("number"),
        new PersonId(row.getString("rater")),
        row.getInt("position"),
        row.getString("sending"),
        row.getBoolean("overtaken"),
        row.getBoolean("withdrawn"),
        new BlindAnswer(
            row.getBoolean("cannot_tell"),
            row.getBoolean("intended_conflict"),
            checklist,
            Optional.ofNullable(row.getString("choice")).flatMap(BlindAnswer.Choice::of)),
        row.getInt("milliseconds"),
        BlindStore.instant(row, "answered_at").orElseThrow());
  }
}
