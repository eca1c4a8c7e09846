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
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.runs.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of what was found of pins: rows are added and never changed.
@Repository
class FindingStore {

  private static final String SELECT =
      """
      select f.pin, f.kind, f.subject, f.state, f.points, f.least, f.words, f.picture, f.drawn_at,
        f.cause, f.sequence, f.found_at
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

  /// @throws org.springframework.dao.DuplicateKeyException if another process has found something
  ///   of the same meanwhile
  void add(Collection<PinFinding> findings) {
    for (var one : findings) {
      database
          .sql(
              """
              insert into pin_finding (pin, kind, subject, state, points, least, words, picture,
                drawn_at, cause, sequence, found_at)
              values (:pin, :kind, :subject, :state, :points, :least, :words, :picture, :drawn,
                :cause, :sequence, :at)
              """)
          .param("pin", one.pin().value())
          .param("kind", one.kind())
          .param("subject", one.subject())
          .param("state", one.state())
          .param("points", one.points().isPresent() ? one.points().getAsInt() : null)
          .param("least", one.least())
          .param("words", one.words())
          .param("picture", one.picture().orElse(null))
          .param("drawn", one.drawn().map(PinStore::utc).orElse(null))
          .param("sequence", one.sequence())
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

  /// What counts of these pins, so many of each: what broke it first, and of these the newest.
  Map<PinId, List<PinFinding>> last(Collection<PinId> pins, int each) {
    if (pins.isEmpty()) {
      return Map.of();
    }
    return database
        .sql(
            SELECT
                + " where f.pin in (:pins) and"
                + IS_NEWEST
                + " qualify row_number() over (partition by f.pin order by %1$s) <= :each order by %1$s"
                    .formatted("case f.state when 'broke' then 0 else 1 end, f.number desc"))
        .param("pins", pins.stream().map(PinId::value).toList())
        .param("each", each)
        .query(FindingStore::finding)
        .list()
        .stream()
        .collect(Collectors.groupingBy(PinFinding::pin));
  }

  /// How many runs and epochs there are of each state that counts, by pin.
  Map<PinId, List<PinCount>> counts() {
    return database
        .sql(
            "select f.pin, f.state, f.kind, count(*) as many from pin_finding f where"
                + IS_NEWEST
                + " group by f.pin, f.state, f.kind")
        .query((row, _) ->
            Map.entry(
                new PinId(row.getLong("pin")),
                new PinCount(row.getString("state"), row.getString("kind"), row.getInt("many"))))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /// Which pins each run breaks that was drawn since they were made.
  Map<RunId, Set<PinId>> brokenByRun() {
    return database
        .sql(
            "select f.subject, f.pin from pin_finding f join pin p on p.id = f.pin"
                + " where p.unpinned_at is null and f.kind = 'run' and f.state = 'broke' and"
                + IS_NEWEST)
        .query((row, _) ->
            Map.entry(new RunId(row.getString("subject")), new PinId(row.getLong("pin"))))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
  }

  /// What counts of all epochs of a training, but those that it has not drawn.
  List<PinFinding> ofTraining(String training) {
    return database
        .sql(
            SELECT
                + " where f.kind = 'epoch' and left(f.subject, :length) = :training"
                + " and f.state <> 'not-drawn' and"
                + IS_NEWEST)
        .param("length", training.length() + 1)
        .param("training", training + "/")
        .query(FindingStore::finding)
        .list();
  }

  /// The trainings of which something was found.
  List<String> trainings() {
    return database
        .sql(
            "select distinct substring(f.subject, 1, locate('/', f.subject) - 1) as training"
                + " from pin_finding f where f.kind = 'epoch'")
        .query((row, _) -> row.getString("training"))
        .list();
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
                 where f.state = 'broke' and f.cause in ('drawn', 'judged') and f.found_at >= :time
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
        PinStore.instant(row, "drawn_at"),
        PinFinding.Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
        row.getInt("sequence"),
        PinStore.instant(row, "found_at").orElseThrow());
  }
}
