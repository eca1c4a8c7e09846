package lab.harmony.blind;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.Voided;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables of sessions: who leads them, who rates in them, how far they are, and how they ended.
@Repository
public class BlindStore {

  private static final String SESSIONS =
      """
      select s.id, s.title, s.form, s.ratings, s.width, s.height, s.commitment, s.opened_at,
        s.closed_at, s.closed_reason, s.close_format, s.close_sha256, s.ended, s.voided, s.voided_at,
        s.adjudicator, s.adjudicated_since, s.adjudication_sha256,
        %s, %s
      from blind_session s
      """
          .formatted(
              NamedPerson.columns("s.opened_by", "opened_by"),
              NamedPerson.columns("s.closed_by", "closed_by"));

  private static final String RATERS =
      """
      select r.session, r.not_blind_since, r.guest, %s,
        (select count(*) from blind_showing w where w.session = r.session and w.rater = r.person) as showings,
        (select count(*) from blind_showing w
          join blind_answer b on b.number = (select max(a.number) from blind_answer a
            where a.session = w.session and a.rater = w.rater and a.position = w.position
              and not a.overtaken and not %s)
          where w.session = r.session and w.rater = r.person and not b.withdrawn) as answered,
        (select count(distinct l.position) from blind_late_answer l where l.session = r.session and l.rater = r.person) as late
      from blind_rater r where r.session in (:sessions) order by r.session, r.number
      """
          .formatted(NamedPerson.columns("r.person", "person"), AnswerStore.OUT);

  private final JdbcClient database;

  BlindStore(JdbcClient database) {
    this.database = database;
  }

  /// All sessions, the newest first, without what a line says of them.
  List<BlindSessions.Head> heads(PersonId rater) {
    return database
        .sql(
            """
            select s.id, s.title, exists (select 1 from blind_rater r
              where r.session = s.id and r.person = :rater) as rates
            from blind_session s order by s.opened_at desc, s.id
            """)
        .param("rater", rater.value())
        .query((row, _) ->
            new BlindSessions.Head(
                new SessionId(row.getString("id")),
                row.getString("title"),
                row.getBoolean("rates")))
        .list();
  }

  /// These, the newest first.
  List<BlindSession> all(List<SessionId> ids) {
    return ids.isEmpty()
        ? List.of()
        : sessions(
            "where s.id in (:ids) order by s.opened_at desc, s.id",
            Map.of("ids", ids.stream().map(SessionId::value).toList()));
  }

  Optional<BlindSession> find(SessionId id) {
    return sessions("where s.id = :id", Map.of("id", id.value())).stream().findFirst();
  }

  /// Those in which somebody rates, the newest first.
  List<BlindSession> of(PersonId rater) {
    return sessions(
        "where s.id in (select r.session from blind_rater r where r.person = :rater)"
            + " order by s.opened_at desc, s.id",
        Map.of("rater", rater.value()));
  }

  private List<BlindSession> sessions(String which, Map<String, ?> parameters) {
    var bare =
        database
            .sql(SESSIONS + which)
            .params(parameters)
            .query((row, _) -> new Found(session(row), Adjudicated.of(row)))
            .list();
    if (bare.isEmpty()) {
      return List.of();
    }
    var ids = bare.stream().map(found -> found.session().id().value()).toList();
    var arms = new LinkedHashMap<String, List<BlindArm>>();
    database
        .sql(
            "select session, address, label from blind_arm where session in (:sessions) order by"
                + " session, number")
        .param("sessions", ids)
        .query(row -> {
          arms.computeIfAbsent(row.getString("session"), _ -> new ArrayList<>())
              .add(
                  new BlindArm(ArmAddress.parse(row.getString("address")), row.getString("label")));
        });
    var raters = new LinkedHashMap<String, List<BlindSession.Rater>>();
    database
        .sql(RATERS)
        .param("sessions", ids)
        .query(row -> {
          raters
              .computeIfAbsent(row.getString("session"), _ -> new ArrayList<>())
              .add(
                  new BlindSession.Rater(
                      rater(row),
                      row.getString("guest") != null,
                      instant(row, "not_blind_since"),
                      row.getInt("showings"),
                      row.getInt("answered"),
                      row.getInt("late")));
        });
    return bare.stream()
        .map(found -> {
          var it = found.session();
          var seats = raters.getOrDefault(it.id().value(), List.of());
          return new BlindSession(
              it.id(),
              it.title(),
              it.form(),
              it.ratings(),
              it.width(),
              it.height(),
              it.commitment(),
              it.openedBy(),
              it.openedAt(),
              it.closing(),
              arms.getOrDefault(it.id().value(), List.of()),
              seats.stream()
                  .filter(seat -> found.asked().filter(asked -> asked.isOf(seat)).isEmpty())
                  .toList(),
              found.asked().map(asked -> asked.by(seats)));
        })
        .toList();
  }

  /// That somebody is asked where raters disagree, as the session has it.
  private record Adjudicated(PersonId adjudicator, Instant since, String sha256) {

    static Optional<Adjudicated> of(ResultSet row) throws SQLException {
      var adjudicator = row.getString("adjudicator");
      return adjudicator == null
          ? Optional.empty()
          : Optional.of(
              new Adjudicated(
                  new PersonId(adjudicator),
                  instant(row, "adjudicated_since").orElseThrow(),
                  row.getString("adjudication_sha256")));
    }

    BlindSession.Adjudication by(List<BlindSession.Rater> seats) {
      return new BlindSession.Adjudication(
          seats.stream().filter(this::isOf).findFirst().orElseThrow(), since, sha256);
    }

    boolean isOf(BlindSession.Rater seat) {
      return seat.person().is(adjudicator);
    }
  }

  /// A session without arms and raters.
  private record Found(BlindSession session, Optional<Adjudicated> asked) {}

  private static NamedPerson rater(ResultSet row) throws SQLException {
    var person = NamedPerson.read(row, "person").orElseThrow();
    var guest = row.getString("guest");
    return guest == null ? person : new NamedPerson(person.id(), guest);
  }

  private static BlindSession session(ResultSet row) throws SQLException {
    return new BlindSession(
        new SessionId(row.getString("id")),
        row.getString("title"),
        BlindForm.of(row.getString("form")),
        row.getInt("ratings"),
        row.getInt("width"),
        row.getInt("height"),
        row.getString("commitment"),
        NamedPerson.read(row, "opened_by").orElseThrow(),
        instant(row, "opened_at").orElseThrow(),
        closing(row),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static Optional<BlindSession.Closing> closing(ResultSet row) throws SQLException {
    var at = instant(row, "closed_at");
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BlindSession.Closing(
                at.get(),
                NamedPerson.read(row, "closed_by"),
                row.getString("closed_reason"),
                row.getInt("close_format"),
                row.getString("close_sha256"),
                Ended.of(row.getString("ended")),
                Voided.of(row.getString("voided")),
                instant(row, "voided_at")));
  }

  /// An open session as whoever rates in it is told of it.
  ///
  /// @param adjudication the SHA-256 of what they alone are asked; empty for raters
  record Asked(String title, BlindForm form, String commitment, String adjudication) {}

  public boolean isOpen(SessionId id) {
    return database
        .sql("select closed_at is null from blind_session where id = :id")
        .param("id", id.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /// Empty where it is closed, or not theirs to rate, or rating was stopped so that somebody else
  /// is asked.
  Optional<Asked> asked(SessionId id, PersonId rater) {
    return database
        .sql(
            """
            select s.title, s.form, s.commitment, s.adjudication_sha256
            from blind_session s join blind_rater r on r.session = s.id
            where s.id = :id and r.person = :rater and s.closed_at is null
              and (s.adjudicator is null or s.adjudicator = r.person)
            """)
        .param("id", id.value())
        .param("rater", rater.value())
        .query((row, _) ->
            new Asked(
                row.getString("title"),
                BlindForm.of(row.getString("form")),
                row.getString("commitment"),
                row.getString("adjudication_sha256")))
        .optional();
  }

  /// The titles of the open sessions in which somebody rates and which share a model, a run or a
  /// picture with this one, the oldest first.
  List<String> openBeside(SessionId id, PersonId rater) {
    return database
        .sql(
            """
            select s.title from blind_rater r join blind_session s on s.id = r.session
            where r.person = :rater and s.closed_at is null and s.id <> :id and (
              exists (select 1 from blind_arm_drawn a where a.session = s.id
                and a.model in (select model from blind_arm_drawn where session = :id))
              or exists (select 1 from blind_picture p where p.session = s.id
                and (p.run in (select run from blind_picture where session = :id)
                  or p.sha256 in (select sha256 from blind_picture where session = :id))))
            order by s.opened_at, s.id
            """)
        .param("id", id.value())
        .param("rater", rater.value())
        .query((row, _) -> row.getString("title"))
        .list();
  }

  /// The titles of other open sessions in which somebody rates a picture of this one, the oldest
  /// first. Whoever is asked in one where raters disagree rates there alone.
  List<String> ratesTheSame(SessionId id, PersonId rater) {
    return database
        .sql(
            """
            select s.title from blind_rater r join blind_session s on s.id = r.session
            where r.person = :rater and s.closed_at is null and s.id <> :id
              and (s.adjudicator is null or s.adjudicator = r.person)
              and exists (select 1 from blind_picture p where p.session = s.id
                and p.sha256 in (select sha256 from blind_picture where session = :id))
            order by s.opened_at, s.id
            """)
        .param("id", id.value())
        .param("rater", rater.value())
        .query((row, _) -> row.getString("title"))
        .list();
  }

  /// @param sha256 of what the close writes down
  /// @param format of that
  void close(
      SessionId id,
      PersonId by,
      String reason,
      Ended ended,
      int format,
      String sha256,
      Instant now) {
    database
        .sql(
            "update blind_session set closed_by = :by, closed_reason = :reason, close_format ="
                + " :format, close_sha256 ="
                + " :sha256, ended = :ended, closed_at = :at where id = :id and closed_at is null")
        .param("id", id.value())
        .param("by", by.value())
        .param("reason", reason)
        .param("format", format)
        .param("sha256", sha256)
        .param("ended", ended.code())
        .param("at", utc(now))
        .update();
  }

  /// The raters who can open what tells the arms, or once could.
  Set<PersonId> notBlind(SessionId id) {
    return database
        .sql("select person from blind_rater where session = :id and not_blind_since is not null")
        .param("id", id.value())
        .query((row, _) -> new PersonId(row.getString("person")))
        .set();
  }

  /// The open sessions in which somebody counts as blind.
  List<SessionId> countsAsBlind(PersonId rater) {
    return database
        .sql(
            """
            select s.id from blind_rater r join blind_session s on s.id = r.session
            where r.person = :rater and r.not_blind_since is null and s.closed_at is null
            """)
        .param("rater", rater.value())
        .query((row, _) -> new SessionId(row.getString("id")))
        .list();
  }

  /// Notes that somebody can open now what tells the arms of a session that they rate.
  void seesArms(SessionId id, PersonId rater, Instant now) {
    database
        .sql(
            """
            update blind_rater set not_blind_since = :at
            where session = :id and person = :rater and not_blind_since is null
            """)
        .param("id", id.value())
        .param("at", utc(now))
        .param("rater", rater.value())
        .update();
  }

  /// The open sessions that somebody rates in.
  List<SessionId> openOf(PersonId rater) {
    return database
        .sql(
            """
            select s.id from blind_rater r join blind_session s on s.id = r.session
            where r.person = :rater and s.closed_at is null
            """)
        .param("rater", rater.value())
        .query((row, _) -> new SessionId(row.getString("id")))
        .list();
  }

  public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  public static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
