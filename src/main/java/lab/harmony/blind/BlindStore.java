package lab.harmony.blind;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.blind.session.ArmDrawn;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.FaceTruth;
import lab.harmony.blind.session.GoldUnit;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.Unit;
import lab.harmony.blind.session.Voided;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables of sessions: what was fixed at their start.
@Repository
public class BlindStore {

  private static final String SESSIONS =
      """
      select s.id, s.title, s.form, s.ratings, s.width, s.height, s.commitment, s.opened_at,
        s.closed_at, s.closed_reason, s.close_format, s.close_sha256, s.ended, s.voided, s.voided_at,
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
        database.sql(SESSIONS + which).params(parameters).query((row, _) -> session(row)).list();
    if (bare.isEmpty()) {
      return bare;
    }
    var ids = bare.stream().map(session -> session.id().value()).toList();
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
        .map(it ->
            new BlindSession(
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
                raters.getOrDefault(it.id().value(), List.of())))
        .toList();
  }

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
        List.of());
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
  record Asked(String title, BlindForm form, String commitment) {}

  public boolean isOpen(SessionId id) {
    return database
        .sql("select closed_at is null from blind_session where id = :id")
        .param("id", id.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /// Empty where it is closed, or not theirs to rate.
  Optional<Asked> asked(SessionId id, PersonId rater) {
    return database
        .sql(
            """
            select s.title, s.form, s.commitment
            from blind_session s join blind_rater r on r.session = s.id
            where s.id = :id and r.person = :rater and s.closed_at is null
            """)
        .param("id", id.value())
        .param("rater", rater.value())
        .query((row, _) ->
            new Asked(
                row.getString("title"),
                BlindForm.of(row.getString("form")),
                row.getString("commitment")))
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

  /// What is sealed; for whoever serves pictures and whoever closes the session, nobody else.
  SealedMapping mapping(SessionId id) {
    return database
        .sql("select mapping, nonce from blind_session where id = :id")
        .param("id", id.value())
        .query((row, _) -> new SealedMapping(row.getString("mapping"), row.getString("nonce")))
        .single();
  }

  /// What belongs to arms; gold stands apart.
  List<Unit> units(SessionId id) {
    var pictures = new LinkedHashMap<Integer, List<Unit.Shown>>();
    database
        .sql(
            "select unit, arm, run, image_index, sha256 from blind_picture where session = :id"
                + " order by unit, side")
        .param("id", id.value())
        .query(row -> {
          pictures
              .computeIfAbsent(row.getInt("unit"), _ -> new ArrayList<>())
              .add(
                  new Unit.Shown(
                      row.getInt("arm"),
                      new ImageId(new RunId(row.getString("run")), row.getInt("image_index")),
                      row.getString("sha256")));
        });
    return database
        .sql(
            "select number, archetype, emotion, cfg_scale, seed from blind_unit where session = :id"
                + " order by number")
        .param("id", id.value())
        .query((row, _) ->
            new Unit(
                row.getInt("number"),
                asked(row),
                pictures.getOrDefault(row.getInt("number"), List.of())))
        .list()
        .stream()
        .filter(unit -> !unit.pictures().isEmpty())
        .toList();
  }

  private static Unit.Asked asked(ResultSet row) throws SQLException {
    return new Unit.Asked(
        row.getString("archetype"), row.getString("emotion"), scale(row), row.getLong("seed"));
  }

  /// What was asked for of all that is rated, gold among it.
  Map<Integer, Unit.Asked> asked(SessionId id) {
    var all = new LinkedHashMap<Integer, Unit.Asked>();
    database
        .sql(
            "select number, archetype, emotion, cfg_scale, seed from blind_unit where session ="
                + " :id order by number")
        .param("id", id.value())
        .query(row -> {
          all.put(row.getInt("number"), asked(row));
        });
    return all;
  }

  List<GoldUnit> gold(SessionId id) {
    var all = new LinkedHashMap<Integer, GoldUnit>();
    database
        .sql(
            """
            select u.number, u.archetype, u.emotion, u.cfg_scale, u.seed, g.eyes, g.mouth, g.brows, g.sha256
            from blind_gold g join blind_unit u on u.session = g.session and u.number = g.unit
            where g.session = :id order by u.number, g.side
            """)
        .param("id", id.value())
        .query(row -> {
          var face =
              new GoldUnit.Face(
                  new FaceTruth(
                      row.getString("eyes"), row.getString("mouth"), row.getString("brows")),
                  row.getString("sha256"));
          all.merge(
              row.getInt("number"),
              new GoldUnit(row.getInt("number"), asked(row), List.of(face)),
              (before, more) ->
                  new GoldUnit(
                      before.number(),
                      before.asked(),
                      Stream.concat(before.faces().stream(), more.faces().stream()).toList()));
        });
    return List.copyOf(all.values());
  }

  /// What has to lie there so that a session can be rated.
  PreparedPictures.Wanted wanted(SessionId id) {
    var frozen =
        database
            .sql("select distinct run, image_index, sha256 from blind_picture where session = :id")
            .param("id", id.value())
            .query((row, _) ->
                new PreparedPictures.Frozen(
                    new ImageId(new RunId(row.getString("run")), row.getInt("image_index")),
                    row.getString("sha256")))
            .list();
    var drawn =
        database
            .sql("select png from blind_gold where session = :id")
            .param("id", id.value())
            .query((row, _) -> row.getBytes("png"))
            .list();
    return database
        .sql("select width, height from blind_session where id = :id")
        .param("id", id.value())
        .query((row, _) ->
            new PreparedPictures.Wanted(row.getInt("width"), row.getInt("height"), frozen, drawn))
        .single();
  }

  private static OptionalDouble scale(ResultSet row) throws SQLException {
    double scale = row.getDouble("cfg_scale");
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(scale);
  }

  /// By rater in their order, then by place.
  List<Showing> showings(SessionId id) {
    return showings("", Map.of("id", id.value()));
  }

  List<Showing> showings(SessionId id, PersonId rater) {
    return showings("and w.rater = :rater", Map.of("id", id.value(), "rater", rater.value()));
  }

  private List<Showing> showings(String which, Map<String, ?> parameters) {
    var all = new ArrayList<Showing>();
    database
        .sql(
            """
            select w.rater, w.position, w.unit, w.again, n.picture, n.name
            from blind_showing w
              join blind_rater r on r.session = w.session and r.person = w.rater
              join blind_shown n on n.session = w.session and n.rater = w.rater and n.position = w.position
            where w.session = :id %s order by r.number, w.position, n.place
            """
                .formatted(which))
        .params(parameters)
        .query(row -> {
          var rater = new PersonId(row.getString("rater"));
          int position = row.getInt("position");
          var shown = new Showing.Shown(row.getInt("picture"), row.getString("name"));
          var before = all.isEmpty() ? null : all.getLast();
          if (before != null && before.rater().equals(rater) && before.position() == position) {
            all.set(all.size() - 1, before.with(shown));
          } else {
            all.add(
                new Showing(
                    rater, position, row.getInt("unit"), row.getBoolean("again"), List.of(shown)));
          }
        });
    return all;
  }

  /// A picture of a session that is open, by the name that it has for one rater.
  ///
  /// @param sha256 of what it was made of
  public record Named(SessionId session, String sha256) {}

  /// The session that a name was drawn for.
  public Optional<SessionId> sessionOf(String name) {
    return database
        .sql("select session from blind_shown where name = :name")
        .param("name", name)
        .query((row, _) -> new SessionId(row.getString("session")))
        .optional();
  }

  public Optional<Named> picture(String name, PersonId rater) {
    return database
        .sql(
            """
            select s.id, coalesce(p.sha256, g.sha256) as sha256
            from blind_shown n
              join blind_showing w on w.session = n.session and w.rater = n.rater and w.position = n.position
              join blind_session s on s.id = n.session
              left join blind_picture p on p.session = n.session and p.unit = w.unit and p.side = n.picture
              left join blind_gold g on g.session = n.session and g.unit = w.unit and g.side = n.picture
            where n.name = :name and n.rater = :rater and s.closed_at is null
            """)
        .param("name", name)
        .param("rater", rater.value())
        .query((row, _) -> new Named(new SessionId(row.getString("id")), row.getString("sha256")))
        .optional();
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

  /// What a session seals from its raters; it never changes.
  record Sealed(Set<RunId> runs, Set<String> digests, Set<ArmDrawn> arms) {}

  Sealed sealed(SessionId id) {
    var runs = new HashSet<RunId>();
    var digests = new HashSet<String>();
    database
        .sql("select distinct run, sha256 from blind_picture where session = :id")
        .param("id", id.value())
        .query(row -> {
          runs.add(new RunId(row.getString("run")));
          digests.add(row.getString("sha256"));
        });
    return new Sealed(
        Set.copyOf(runs),
        Set.copyOf(digests),
        database
            .sql("select distinct experiment, model from blind_arm_drawn where session = :id")
            .param("id", id.value())
            .query((row, _) -> new ArmDrawn(row.getString("experiment"), row.getString("model")))
            .set());
  }

  public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  public static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
