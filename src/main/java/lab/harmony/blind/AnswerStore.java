package lab.harmony.blind;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.GivenAnswer;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
import lab.harmony.people.PersonId;
import lab.harmony.review.marks.Checklist;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of answers: rows are added, in order, and never changed.
@Repository
public class AnswerStore {

  /// Of a row of answers `a` that it came by a link whose answers were taken out.
  static final String OUT =
      """
      (a.link is not null and exists (select 1 from blind_guest_link l where l.session = a.session
        and l.person = a.rater and l.number = a.link and l.out_at is not null))
      """;

  private final JdbcClient database;

  AnswerStore(JdbcClient database) {
    this.database = database;
  }

  /// The place of the browser's answer of this name; empty where it is not there.
  Optional<Integer> place(SessionId session, PersonId rater, String sending) {
    return database
        .sql(
            "select position from blind_answer where session = :session and rater = :rater and"
                + " sending = :sending")
        .param("session", session.value())
        .param("rater", rater.value())
        .param("sending", sending)
        .query(Integer.class)
        .optional();
  }

  /// A session as it is held while somebody writes.
  ///
  /// @param adjudicator who is asked where raters disagree, who rate no more then
  /// @param adjudicatedSince since when
  public record Held(
      boolean isOpen,
      BlindForm form,
      Optional<PersonId> adjudicator,
      Optional<Instant> adjudicatedSince) {

    /// Whether raters still rate.
    public boolean isRating() {
      return isOpen && adjudicator.isEmpty();
    }

    /// Whether what somebody says counts.
    boolean takes(PersonId person) {
      return isOpen && adjudicator.map(person::equals).orElse(true);
    }

    /// When something was said that counts: also where the clock went back, not before that was
    /// asked which it answers.
    Instant at(Instant now) {
      return adjudicatedSince.filter(now::isBefore).orElse(now);
    }
  }

  /// Holds a session until the transaction ends, so that of several who write one is after the
  /// other, and nobody answers what is closed. Empty where there is no such session.
  public Optional<Held> hold(SessionId session) {
    return database
        .sql(
            "select closed_at is null, form, adjudicator, adjudicated_since from blind_session where"
                + " id = :session for update")
        .param("session", session.value())
        .query((row, _) ->
            new Held(
                row.getBoolean(1),
                BlindForm.of(row.getString("form")),
                Optional.ofNullable(row.getString("adjudicator")).map(PersonId::new),
                Optional.ofNullable(row.getObject("adjudicated_since", OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant)))
        .optional();
  }

  /// Whether somebody is shown something at this place.
  boolean shows(SessionId session, PersonId rater, int position) {
    return database
            .sql(
                "select count(*) from blind_showing where session = :session and rater = :rater and"
                    + " position = :position")
            .param("session", session.value())
            .param("rater", rater.value())
            .param("position", position)
            .query(Integer.class)
            .single()
        > 0;
  }

  /// The name of the last thing said at a place that stands, also where it takes back; empty for
  /// none.
  String standing(SessionId session, PersonId rater, int position) {
    return database
        .sql(
            """
            select sending from blind_answer a
            where session = :session and rater = :rater and position = :position and not overtaken
              and not %s
            order by number desc limit 1
            """
                .formatted(OUT))
        .param("session", session.value())
        .param("rater", rater.value())
        .param("position", position)
        .query(String.class)
        .optional()
        .orElse("");
  }

  /// Whether something is there that was said in place of the answer of this name.
  boolean isReplaced(SessionId session, PersonId rater, String sending) {
    return database
            .sql(
                "select count(*) from blind_answer where session = :session and rater = :rater and"
                    + " knew = :sending")
            .param("session", session.value())
            .param("rater", rater.value())
            .param("sending", sending)
            .query(Integer.class)
            .single()
        > 0;
  }

  /// Whether what was said last at a place was said by this name, though it was taken out.
  boolean isTakenOutLast(SessionId session, PersonId rater, int position, String sending) {
    return database
        .sql(
            """
            select a.sending = :sending and %s from blind_answer a
            where session = :session and rater = :rater and position = :position and not overtaken
            order by number desc limit 1
            """
                .formatted(OUT))
        .param("session", session.value())
        .param("rater", rater.value())
        .param("position", position)
        .param("sending", sending)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /// What a session's answers stand at: the number of the last one, and of how many links they were
  /// taken out.
  record Standing(long last, int out) {}

  Standing standing(SessionId session) {
    return database
        .sql(
            """
            select (select coalesce(max(number), 0) from blind_answer where session = :session),
              (select count(*) from blind_guest_link where session = :session and out_at is not null)
            """)
        .param("session", session.value())
        .query((row, _) -> new Standing(row.getLong(1), row.getInt(2)))
        .single();
  }

  void add(
      SessionId session,
      PersonId rater,
      OptionalInt link,
      Said said,
      boolean overtaken,
      Instant now) {
    said(
            """
            insert into blind_answer (session, rater, link, position, sending, knew, overtaken, withdrawn, cannot_tell,
              intended_conflict, eyes_mouth, brows_tension, holistic, choice, points, ranking, milliseconds, answered_at)
            values (:session, :rater, :link, :position, :sending, :knew, :overtaken, :withdrawn, :cannot_tell,
              :intended_conflict, :eyes_mouth, :brows_tension, :holistic, :choice, :points, :ranking, :milliseconds, :at)
            """,
            session,
            rater,
            link,
            said,
            now)
        .param("overtaken", overtaken)
        .update();
  }

  /// Keeps what came after the close, once however often it comes.
  ///
  /// @return false if it was there before
  boolean addLate(SessionId session, PersonId rater, OptionalInt link, Said said, Instant now) {
    return said(
                """
                insert into blind_late_answer (session, rater, link, position, sending, knew, withdrawn, cannot_tell,
                  intended_conflict, eyes_mouth, brows_tension, holistic, choice, points, ranking, milliseconds, arrived_at)
                select :session, :rater, cast(:link as int), :position, :sending, :knew, :withdrawn, :cannot_tell,
                  :intended_conflict, :eyes_mouth, :brows_tension, :holistic, :choice, :points, :ranking, :milliseconds, :at
                where not exists (select 1 from blind_late_answer
                  where session = :session and rater = :rater and sending = :sending)
                """,
                session,
                rater,
                link,
                said,
                now)
            .update()
        == 1;
  }

  private JdbcClient.StatementSpec said(
      String sql, SessionId session, PersonId rater, OptionalInt link, Said said, Instant now) {
    var answer = said.answer();
    var checklist = answer.checklist();
    return database
        .sql(sql)
        .param("session", session.value())
        .param("rater", rater.value())
        .param("link", link.isPresent() ? link.getAsInt() : null)
        .param("position", said.position())
        .param("sending", said.sending())
        .param("knew", said.knew())
        .param("withdrawn", said.withdrawn())
        .param("cannot_tell", answer.cannotTell())
        .param("intended_conflict", answer.intendedConflict())
        .param("eyes_mouth", checklist.map(Checklist::eyesMouthAgree).orElse(null))
        .param("brows_tension", checklist.map(Checklist::browsTensionAgree).orElse(null))
        .param("holistic", checklist.map(Checklist::holisticCoherence).orElse(null))
        .param("choice", answer.choice().map(BlindAnswer.Choice::code).orElse(null))
        .param("points", answer.points().orElse(null))
        .param("ranking", answer.order().map(AnswerStore::ranking).orElse(null))
        .param("milliseconds", (int) said.took().toMillis())
        .param("at", BlindStore.utc(now));
  }

  /// Everything that was ever said, oldest first.
  List<GivenAnswer> all(SessionId session) {
    return database
        .sql(
            "select a.*, %s as taken_out from blind_answer a where session = :session order by number"
                .formatted(OUT))
        .param("session", session.value())
        .query((row, _) -> answer(row))
        .list();
  }

  /// The same of one rater.
  List<GivenAnswer> all(SessionId session, PersonId rater) {
    return database
        .sql(
            "select a.*, %s as taken_out from blind_answer a where session = :session and rater = :rater order by number"
                .formatted(OUT))
        .param("session", session.value())
        .param("rater", rater.value())
        .query((row, _) -> answer(row))
        .list();
  }

  /// As people count: from 1.
  static String ranking(List<Integer> order) {
    return order.stream().map(place -> String.valueOf(place + 1)).collect(Collectors.joining(" "));
  }

  private static List<Integer> order(String ranking) {
    return Stream.of(ranking.split(" ")).map(place -> Integer.parseInt(place) - 1).toList();
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
        row.getBoolean("taken_out"),
        row.getBoolean("overtaken"),
        row.getBoolean("withdrawn"),
        new BlindAnswer(
            row.getBoolean("cannot_tell"),
            row.getBoolean("intended_conflict"),
            checklist,
            Optional.ofNullable(row.getString("choice")).flatMap(BlindAnswer.Choice::of),
            Optional.ofNullable(row.getObject("points", Integer.class)),
            Optional.ofNullable(row.getString("ranking")).map(AnswerStore::order)),
        row.getInt("milliseconds"),
        BlindStore.instant(row, "answered_at").orElseThrow());
  }
}
