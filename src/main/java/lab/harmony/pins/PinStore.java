package lab.harmony.pins;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.prompts.Wording;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/// The table of pins. None is ever removed.
@Repository
class PinStore {

  private static final String SELECT =
      """
      select p.id, p.experiment, p.archetype, p.emotion, p.prompt, p.negative_prompt, p.cfg_scale,
        p.seed, p.settings, p.judge, p.judge_name, p.judge_sha256, p.least, p.seen, p.reason, p.run,
        p.image_index, p.pinned_at, coalesce(p.changed_at, p.pinned_at) as asks_since,
        p.unpinned_at, %s, %s
      from pin p
      """
          .formatted(
              NamedPerson.columns("p.pinned_by", "pinned_by"),
              NamedPerson.columns("p.unpinned_by", "unpinned_by"));

  private final JdbcClient database;

  PinStore(JdbcClient database) {
    this.database = database;
  }

  /// Adds a pin.
  PinId add(
      PinPlace place, PinWish wish, OptionalInt seen, ImageId picture, PersonId by, Instant at) {
    var keys = new GeneratedKeyHolder();
    database
        .sql(
            """
            insert into pin (experiment, archetype, emotion, prompt, negative_prompt, cfg_scale,
              seed, settings, judge, judge_name, judge_sha256, least, seen, reason, run,
              image_index, pinned_by, pinned_at, place)
            values (:experiment, :archetype, :emotion, :prompt, :negative, :cfg, :seed, :settings,
              :judge, :judgeName, :judgeSha256, :least, :seen, :reason, :run, :index, :by, :at,
              :place)
            """)
        .param("experiment", wish.experiment().orElse(null))
        .param("archetype", place.archetype())
        .param("emotion", place.emotion())
        .param("prompt", place.words().prompt())
        .param("negative", place.words().negativePrompt())
        .param("cfg", place.cfgScale())
        .param("seed", place.seed())
        .param("settings", wish.settings().orElse(null))
        .param("judge", code(wish.judge()))
        .param("judgeName", machine(wish.judge()).map(PinJudge.Machine::name).orElse(null))
        .param("judgeSha256", machine(wish.judge()).map(PinJudge.Machine::sha256).orElse(null))
        .param("least", wish.least().value())
        .param("seen", seen.isPresent() ? seen.getAsInt() : null)
        .param("reason", wish.reason())
        .param("run", picture.run().value())
        .param("index", picture.index())
        .param("by", by.value())
        .param("at", utc(at))
        .param("place", key(place, wish))
        .update(keys, "id");
    return new PinId(Objects.requireNonNull(keys.getKey()).longValue());
  }

  /// Says otherwise what a pin asks for, pinned or taken away meanwhile.
  void change(Pin pin, PinWish wish, Instant at) {
    database
        .sql(
            """
            update pin set least = :least, reason = :reason, settings = :settings,
              experiment = :experiment,
              changed_at = case when :asksOtherwise
                then cast(:at as timestamp with time zone) else changed_at end,
              place = case when unpinned_at is null then cast(:place as varchar) end
            where id = :id
            """)
        .param("least", wish.least().value())
        .param("reason", wish.reason())
        .param("settings", wish.settings().orElse(null))
        .param("experiment", wish.experiment().orElse(null))
        .param("asksOtherwise", !pin.wish().asksTheSameAs(wish))
        .param("at", utc(at))
        .param("place", key(pin.place(), wish))
        .param("id", pin.id().value())
        .update();
  }

  /// @return false if it was taken away already
  boolean unpin(PinId id, PersonId by, Instant at) {
    return database
            .sql(
                "update pin set unpinned_by = :by, unpinned_at = :at, place = null"
                    + " where id = :id and unpinned_at is null")
            .param("by", by.value())
            .param("at", utc(at))
            .param("id", id.value())
            .update()
        > 0;
  }

  /// @return false if it is pinned
  boolean pinAgain(Pin pin, Instant at) {
    return database
            .sql(
                "update pin set unpinned_by = null, unpinned_at = null, changed_at = :at,"
                    + " place = :place where id = :id and unpinned_at is not null")
            .param("at", utc(at))
            .param("place", key(pin.place(), pin.wish()))
            .param("id", pin.id().value())
            .update()
        > 0;
  }

  Optional<Pin> find(PinId id) {
    return database
        .sql(SELECT + " where p.id = :id")
        .param("id", id.value())
        .query(PinStore::pin)
        .optional();
  }

  /// The pin of this place, judge and experiment, if there is one.
  Optional<Pin> find(PinPlace place, PinWish wish) {
    return database
        .sql(SELECT + " where p.place = :place")
        .param("place", key(place, wish))
        .query(PinStore::pin)
        .optional();
  }

  /// The pin of this place, judge and experiment that somebody had made and that was taken away
  /// last, if there is one.
  Optional<Pin> taken(PinPlace place, PinWish wish, PersonId by) {
    return database
        .sql(
            SELECT
                + " where p.unpinned_at is not null and p.pinned_by = :by and p.seed = :seed"
                + " and p.archetype = :archetype and p.emotion = :emotion"
                + " order by p.unpinned_at desc")
        .param("by", by.value())
        .param("seed", place.seed())
        .param("archetype", place.archetype())
        .param("emotion", place.emotion())
        .query(PinStore::pin)
        .list()
        .stream()
        .filter(pin -> key(pin.place(), pin.wish()).equals(key(place, wish)))
        .findFirst();
  }

  /// All that are pinned, the first pinned first.
  List<Pin> pinned() {
    return database
        .sql(SELECT + " where p.unpinned_at is null order by p.id")
        .query(PinStore::pin)
        .list();
  }

  /// Those of them that concern the runs of an experiment.
  List<Pin> concerning(String experiment) {
    return database
        .sql(
            SELECT
                + " where p.unpinned_at is null"
                + " and (p.experiment is null or p.experiment = :experiment) order by p.id")
        .param("experiment", experiment)
        .query(PinStore::pin)
        .list();
  }

  /// Those of them that stand at a place.
  List<Pin> at(PinPlace place, String experiment) {
    return database
        .sql(
            SELECT
                + " where p.unpinned_at is null"
                + " and (p.experiment is null or p.experiment = :experiment)"
                + " and p.seed = :seed and p.archetype = :archetype and p.emotion = :emotion"
                + " order by p.id")
        .param("experiment", experiment)
        .param("seed", place.seed())
        .param("archetype", place.archetype())
        .param("emotion", place.emotion())
        .query(PinStore::pin)
        .list()
        .stream()
        .filter(pin -> pin.place().equals(place))
        .toList();
  }

  /// Those of the whole lab.
  List<Pin> ofTheLab() {
    return ofTheLab("true");
  }

  /// Those of the whole lab that a machine judges.
  List<Pin> ofTheLabByMachine() {
    return ofTheLab("p.judge = 'machine'");
  }

  /// Those of the whole lab that people judge.
  List<Pin> ofTheLabByPeople() {
    return ofTheLab("p.judge = 'people'");
  }

  private List<Pin> ofTheLab(String judged) {
    return database
        .sql(
            SELECT
                + " where p.unpinned_at is null and p.experiment is null and %s order by p.id"
                    .formatted(judged))
        .query(PinStore::pin)
        .list();
  }

  /// When the first of those was pinned that are; empty without one.
  Optional<Instant> first() {
    return database
        .sql("select min(pinned_at) as first from pin where unpinned_at is null")
        .query((row, _) -> instant(row, "first"))
        .single();
  }

  /// Those that were taken away, the last taken first.
  List<Pin> unpinned(int most) {
    return database
        .sql(
            SELECT
                + " where p.unpinned_at is not null order by p.unpinned_at desc"
                + " fetch first :most rows only")
        .param("most", most)
        .query(PinStore::pin)
        .list();
  }

  /// Tells a pin from all others: where it stands, of which runs, by whom. Pins are stored under
  /// it, so what it is made of never changes.
  static String key(PinPlace place, PinWish wish) {
    var parts =
        List.of(
            place.archetype(),
            place.emotion(),
            place.words().prompt(),
            place.words().negativePrompt(),
            Double.toString(place.cfgScale()),
            Long.toString(place.seed()),
            wish.experiment().map("of "::concat).orElse("all"),
            named(wish.judge()));
    var all = new StringBuilder();
    parts.forEach(part -> all.append(part.length()).append(':').append(part));
    return Sha256.of(all.toString()).hex();
  }

  private static String named(PinJudge judge) {
    return switch (judge) {
      case PinJudge.People _ -> "People[]";
      case PinJudge.Machine(var name, var sha256) ->
          "Machine[name=%s, sha256=%s]".formatted(name, sha256);
    };
  }

  private static String code(PinJudge judge) {
    return switch (judge) {
      case PinJudge.People _ -> "people";
      case PinJudge.Machine _ -> "machine";
    };
  }

  private static Optional<PinJudge.Machine> machine(PinJudge judge) {
    return judge instanceof PinJudge.Machine machine ? Optional.of(machine) : Optional.empty();
  }

  private static Pin pin(ResultSet row, int number) throws SQLException {
    var seen = row.getInt("seen");
    var seenPoints = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(seen);
    return new Pin(
        new PinId(row.getLong("id")),
        new PinPlace(
            row.getString("archetype"),
            row.getString("emotion"),
            new Wording(row.getString("prompt"), row.getString("negative_prompt")),
            row.getDouble("cfg_scale"),
            row.getLong("seed")),
        new PinWish(
            Optional.ofNullable(row.getString("experiment")),
            row.getString("judge").equals("people")
                ? new PinJudge.People()
                : new PinJudge.Machine(row.getString("judge_name"), row.getString("judge_sha256")),
            new LeastPoints(row.getInt("least")),
            Optional.ofNullable(row.getString("settings")),
            row.getString("reason")),
        seenPoints,
        new ImageId(new RunId(row.getString("run")), row.getInt("image_index")),
        NamedPerson.read(row, "pinned_by").orElseThrow(),
        instant(row, "pinned_at").orElseThrow(),
        instant(row, "asks_since").orElseThrow(),
        unpinned(row));
  }

  private static Optional<Pin.Unpinned> unpinned(ResultSet row) throws SQLException {
    var at = instant(row, "unpinned_at");
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Pin.Unpinned(NamedPerson.read(row, "unpinned_by").orElseThrow(), at.get()));
  }

  static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }
}
