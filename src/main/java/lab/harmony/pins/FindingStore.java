package lab.harmony.pins;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of what was found of pins: rows are added and never changed.
@Repository
class FindingStore {

  private static final String SELECT =
      """
      select f.pin, f.kind, f.subject, f.state, f.points, f.least, f.words, f.picture, f.cause,
        f.found_at
      from pin_finding f
      """;

  private static final String IS_NEWEST =
      """
       not exists (select 1 from pin_finding later where later.pin = f.pin and later.kind = f.kind
        and later.subject = f.subject and later.number > f.number)
      """;

  private final JdbcClient database;

  FindingStore(JdbcClient database) {
    this.database = database;
  }

  void add(Collection<PinFinding> findings) {
    for (var one : findings) {
      database
          .sql(
              """
              insert into pin_finding (pin, kind, subject, state, points, least, words, picture,
                cause, found_at)
              values (:pin, :kind, :subject, :state, :points, :least, :words, :picture, :cause, :at)
              """)
          .param("pin", one.pin().value())
          .param("kind", one.kind())
          .param("subject", one.subject())
          .param("state", one.state())
          .param("points", one.points().isPresent() ? one.points().getAsInt() : null)
          .param("least", one.least())
          .param("words", one.words())
          .param("picture", one.picture().orElse(null))
          .param("cause", one.cause().name().toLowerCase(Locale.ROOT))
          .param("at", PinStore.utc(one.at()))
          .update();
    }
  }

  /// What counts of one subject, by pin.
  Map<PinId, PinFinding> newest(PinSubject subject) {
    var all = new LinkedHashMap<PinId, PinFinding>();
    database
        .sql(SELECT + " where f.kind = :kind and f.subject = :subject order by f.number")
        .param("kind", subject.kind())
        .param("subject", subject.name())
        .query(FindingStore::finding)
        .list()
        .forEach(one -> all.put(one.pin(), one));
    return all;
  }

  /// What counts of a pin, the newest first.
  List<PinFinding> newest(PinId pin, int most) {
    return database
        .sql(
            SELECT
                + " where f.pin = :pin and"
                + IS_NEWEST
                + " order by f.number desc fetch first :most rows only")
        .param("pin", pin.value())
        .param("most", most)
        .query(FindingStore::finding)
        .list();
  }

  /// How many subjects there are of each state that counts, by pin.
  Map<PinId, Map<String, Integer>> counts() {
    var all = new LinkedHashMap<PinId, Map<String, Integer>>();
    database
        .sql(
            "select f.pin, f.state, count(*) as many from pin_finding f where"
                + IS_NEWEST
                + " group by f.pin, f.state")
        .query((row, _) ->
            all.computeIfAbsent(new PinId(row.getLong("pin")), _ -> new LinkedHashMap<>())
                .put(row.getString("state"), row.getInt("many")))
        .list();
    return all;
  }

  /// All that was ever found of a pin in a subject, the newest first.
  List<PinFinding> history(PinId pin, String kind, String subject) {
    return database
        .sql(
            SELECT
                + " where f.pin = :pin and f.kind = :kind and f.subject = :subject"
                + " order by f.number desc")
        .param("pin", pin.value())
        .param("kind", kind)
        .param("subject", subject)
        .query(FindingStore::finding)
        .list();
  }

  /// Those of a time or later that broke a pin because something was drawn or judged, the oldest
  /// first.
  List<PinFinding> brokenSince(Instant time, int most) {
    return database
        .sql(
            SELECT
                + """
                 where f.state = 'broke' and f.cause <> 'changed' and f.found_at >= :time
                order by f.found_at, f.number fetch first :most rows only
                """)
        .param("time", PinStore.utc(time))
        .param("most", most)
        .query(FindingStore::finding)
        .list();
  }

  /// Until when all has been held against the pins.
  Optional<Instant> mark() {
    return database
        .sql("select held_to from pin_mark where id = 1")
        .query((row, _) -> PinStore.instant(row, "held_to").orElseThrow())
        .optional();
  }

  void mark(Instant time) {
    database
        .sql("merge into pin_mark (id, held_to) key (id) values (1, :time)")
        .param("time", PinStore.utc(time))
        .update();
  }

  private static PinFinding finding(ResultSet row, int number) throws SQLException {
    int points = row.getInt("points");
    var known = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(points);
    return new PinFinding(
        new PinId(row.getLong("pin")),
        row.getString("kind"),
        row.getString("subject"),
        row.getString("state"),
        known,
        row.getInt("least"),
        row.getString("words"),
        Optional.ofNullable(row.getString("picture")),
        PinFinding.Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
        PinStore.instant(row, "found_at").orElseThrow());
  }
}
