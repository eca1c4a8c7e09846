package lab.harmony.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lab.harmony.json.Json;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.workspace.ReadOnce;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// The table of scores: rows are added, in order, and never changed.
@Repository
class ScoreStore {

  private static final TypeReference<LinkedHashMap<String, String>> FIELDS =
      new TypeReference<>() {};

  private static final String SELECT =
      """
      select s.number, s.experiment, s.run, s.image_index, s.file_name, s.archetype, s.emotion,
        s.cfg_scale, s.seed, s.withdrawn, s.eyes_mouth, s.brows_tension, s.holistic, s.points,
        s.intended_conflict, s.note, s.scored_at, s.recorded_by, s.recorded_at, s.source, %s
      from scores s
      """
          .formatted(NamedPerson.columns("s.scored_by", "scored_by"));

  private final JdbcClient database;

  ScoreStore(JdbcClient database) {
    this.database = database;
  }

  /// One row of the table: a score, or its withdrawal.
  record Entry(Score score, boolean withdrawn, PersonId recordedBy, Instant recordedAt) {

    /// Whose score of which face this is about.
    String subject() {
      return subject(score.face(), score.scoredBy().id());
    }

    static String subject(Face face, PersonId person) {
      return face.key() + "\n" + person;
    }

    ScoreEvent event() {
      return withdrawn
          ? new ScoreEvent.Withdrawn(score.face(), score.scoredBy(), score.scoredAt())
          : new ScoreEvent.Given(score);
    }
  }

  /// Adds a row; the number in `entry` is ignored.
  void add(Entry entry, Optional<Long> supersedes) {
    var score = entry.score();
    var face = score.face();
    var mark = score.mark();
    database
        .sql(
            """
            insert into scores (experiment, run, image_index, file_name, archetype, emotion, cfg_scale, seed, withdrawn,
              eyes_mouth, brows_tension, holistic, points, intended_conflict, note,
              scored_by, scored_at, recorded_by, recorded_at, supersedes, source)
            values (:experiment, :run, :image_index, :file_name, :archetype, :emotion, :cfg_scale, :seed, :withdrawn,
              :eyes_mouth, :brows_tension, :holistic, :points, :intended_conflict, :note,
              :scored_by, :scored_at, :recorded_by, :recorded_at, :supersedes, :source)
            """)
        .param("experiment", score.experiment())
        .param("run", face.image().map(image -> image.run().value()).orElse(null))
        .param("image_index", face.image().map(ImageId::index).orElse(null))
        .param("file_name", face.fileName())
        .param("archetype", face.archetype())
        .param("emotion", face.emotion())
        .param("cfg_scale", face.cfgScale().isPresent() ? face.cfgScale().getAsDouble() : null)
        .param("seed", face.seed().isPresent() ? face.seed().getAsLong() : null)
        .param("withdrawn", entry.withdrawn())
        .param("eyes_mouth", mark.checklist().map(Checklist::eyesMouthAgree).orElse(null))
        .param("brows_tension", mark.checklist().map(Checklist::browsTensionAgree).orElse(null))
        .param("holistic", mark.checklist().map(Checklist::holisticCoherence).orElse(null))
        .param("points", mark.points())
        .param("intended_conflict", mark.intendedConflict())
        .param("note", mark.note())
        .param("scored_by", score.scoredBy().id().value())
        .param("scored_at", utc(score.scoredAt()))
        .param("recorded_by", entry.recordedBy().value())
        .param("recorded_at", utc(entry.recordedAt()))
        .param("supersedes", supersedes.orElse(null))
        .param(
            "source",
            score.source().isEmpty() ? null : Json.MAPPER.writeValueAsString(score.source()))
        .update();
  }

  /// The number of the same person's newest row about the same face.
  Optional<Long> newest(Score score) {
    var image = score.face().image();
    var query =
        image.isPresent()
            ? database
                .sql(
                    """
                    select number from scores
                    where experiment = :experiment and scored_by = :person and run = :run and image_index = :index
                    order by number desc limit 1
                    """)
                .param("run", image.get().run().value())
                .param("index", image.get().index())
            : database
                .sql(
                    """
                    select number from scores
                    where experiment = :experiment and scored_by = :person and run is null and file_name = :file_name
                    order by number desc limit 1
                    """)
                .param("file_name", score.face().fileName());
    return query
        .param("experiment", score.experiment())
        .param("person", score.scoredBy().id().value())
        .query(Long.class)
        .optional();
  }

  /// Grows with every row that is added, by whichever process: rows are never removed.
  long revision() {
    return ReadOnce.of(
        this,
        "revision",
        () -> database.sql("select count(*) from scores").query(Long.class).single());
  }

  /// How many rows an experiment has, and the number of the last one; 0 for none.
  record Extent(int rows, long last) {
    static final Extent NONE = new Extent(0, 0);
  }

  /// Of those of these experiments that have rows.
  Map<String, Extent> extents(Collection<String> experiments) {
    var all = new HashMap<String, Extent>();
    database
        .sql(
            """
            select experiment, count(*) as counted, max(number) as last from scores
            where experiment in (:experiments) group by experiment
            """)
        .param("experiments", experiments)
        .query(row -> {
          all.put(
              row.getString("experiment"), new Extent(row.getInt("counted"), row.getLong("last")));
        });
    return all;
  }

  /// All rows of these experiments, oldest first.
  Map<String, List<Entry>> of(Collection<String> experiments) {
    var all = new HashMap<String, List<Entry>>();
    database
        .sql(SELECT + " where experiment in (:experiments) order by number")
        .param("experiments", experiments)
        .query(row -> {
          all.computeIfAbsent(row.getString("experiment"), _ -> new ArrayList<>()).add(entry(row));
        });
    return all;
  }

  /// The rows of an experiment that were added after the one of this number, by whichever process,
  /// oldest first: rows are never changed or removed.
  List<Entry> since(String experiment, long number) {
    return database
        .sql(SELECT + " where experiment = :experiment and number > :number order by number")
        .param("experiment", experiment)
        .param("number", number)
        .query((row, _) -> entry(row))
        .list();
  }

  /// Every row about one image, oldest first.
  List<Entry> of(ImageId image) {
    return database
        .sql(SELECT + " where run = :run and image_index = :index order by number")
        .param("run", image.run().value())
        .param("index", image.index())
        .query((row, _) -> entry(row))
        .list();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    var run = row.getString("run");
    int index = row.getInt("image_index");
    double cfgScale = row.getDouble("cfg_scale");
    var cfg = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(cfgScale);
    long seedValue = row.getLong("seed");
    var seed = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(seedValue);
    var face =
        new Face(
            row.getString("file_name"),
            row.getString("archetype"),
            row.getString("emotion"),
            cfg,
            seed,
            run == null ? Optional.empty() : Optional.of(new ImageId(new RunId(run), index)));
    var mark =
        new Mark(
            row.getInt("points"),
            checklist(row),
            row.getBoolean("intended_conflict"),
            row.getString("note"));
    var score =
        new Score(
            row.getLong("number"),
            row.getString("experiment"),
            face,
            mark,
            NamedPerson.read(row, "scored_by").orElseThrow(),
            instant(row, "scored_at"),
            source(row.getString("source")));
    return new Entry(
        score,
        row.getBoolean("withdrawn"),
        new PersonId(row.getString("recorded_by")),
        instant(row, "recorded_at"));
  }

  private static Optional<Checklist> checklist(ResultSet row) throws SQLException {
    boolean eyesMouth = row.getBoolean("eyes_mouth");
    if (row.wasNull()) {
      return Optional.empty();
    }
    return Optional.of(
        new Checklist(eyesMouth, row.getBoolean("brows_tension"), row.getBoolean("holistic")));
  }

  private static Map<String, String> source(@Nullable String text) {
    return text == null ? Map.of() : Json.MAPPER.readValue(text, FIELDS);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
