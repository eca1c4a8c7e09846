package lab.harmony.blind;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import lab.harmony.blind.session.FaceTruth;
import lab.harmony.blind.session.GoldUnit;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.Unit;
import lab.harmony.people.PersonId;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables of sessions: what was fixed at their start, and never changes. It says which picture
/// is whose: for whoever serves pictures and whoever closes the session, nobody else.
@Repository
public class FrozenStore {

  private final JdbcClient database;

  FrozenStore(JdbcClient database) {
    this.database = database;
  }

  /// What is sealed.
  SealedMapping mapping(SessionId id) {
    return database
        .sql("select mapping, nonce from blind_session where id = :id")
        .param("id", id.value())
        .query((row, _) -> new SealedMapping(row.getString("mapping"), row.getString("nonce")))
        .single();
  }

  /// What whoever is asked where raters disagree is shown; empty where nobody is.
  Optional<SealedAdjudication> adjudication(SessionId id) {
    return database
        .sql(
            "select adjudication, nonce from blind_session where id = :id and adjudication_sha256"
                + " <> ''")
        .param("id", id.value())
        .query((row, _) ->
            new SealedAdjudication(row.getString("adjudication"), row.getString("nonce")))
        .optional();
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
}
