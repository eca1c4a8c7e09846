package lab.harmony.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of runs.
@Repository
class RunStore {

  /// A worker's right to write about a run; lost as soon as another worker claims it.
  record Claim(RunId run, int number) {}

  /// A run with what only the worker and the manifest need.
  record Entry(
      Run run,
      Optional<String> shippedIn,
      boolean cancelRequested,
      int tries,
      Optional<EngineEnvironment> environment,
      long revision) {}

  private final JdbcClient database;
  private final Clock clock;

  /// A spec never changes, so it is read once.
  private final Map<String, GenerateSpec> specs = new ConcurrentHashMap<>();

  RunStore(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void insert(RunId id, GenerateSpec spec, String submittedBy) {
    var stored = StoredSpec.of(spec);
    database
        .sql(
            """
            insert into runs (id, experiment, cell_id, model, spec, spec_sha256, submitted_by,
              submitted_at, state, cancel_requested, claim, tries, images_total, images_done,
              fraction, revision)
            values (:id, :experiment, :cell, :model, :spec, :sha256, :person, :now, 'queued', false,
              0, 0, :total, 0, 0, 1)
            """)
        .param("id", id.value())
        .param("experiment", spec.experiment())
        .param("cell", spec.cellId())
        .param("model", spec.recipe().model().name())
        .param("spec", stored.text())
        .param("sha256", stored.sha256())
        .param("person", submittedBy)
        .param("now", now())
        .param("total", spec.prompts().size())
        .update();
  }

  /// A run whose pictures are all there from the beginning.
  void insertFinished(RunId id, GenerateSpec spec, String submittedBy, Instant at) {
    var stored = StoredSpec.of(spec);
    database
        .sql(
            """
            insert into runs (id, experiment, cell_id, model, spec, spec_sha256, submitted_by,
              submitted_at, state, cancel_requested, started_at, ended_at, claim, tries,
              images_total, images_done, fraction, revision)
            values (:id, :experiment, :cell, :model, :spec, :sha256, :person, :at, 'finished',
              false, :at, :at, 0, 0, :total, :total, 1, 1)
            """)
        .param("id", id.value())
        .param("experiment", spec.experiment())
        .param("cell", spec.cellId())
        .param("model", spec.recipe().model().name())
        .param("spec", stored.text())
        .param("sha256", stored.sha256())
        .param("person", submittedBy)
        .param("at", utc(at))
        .param("total", spec.prompts().size())
        .update();
  }

  /// Takes over a finished run that was made elsewhere.
  void insertShipped(RunManifest manifest, String folder) {
    var spec = manifest.spec().read();
    database
        .sql(
            """
            insert into runs (id, experiment, cell_id, model, spec, spec_sha256, shipped_in,
              submitted_by, submitted_at, state, cancel_requested, started_at, ended_at, claim,
              tries, images_total, images_done, fraction, environment, revision)
            values (:id, :experiment, :cell, :model, :spec, :sha256, :folder, :person, :submitted,
              'finished', false, :started, :ended, 0, 0, :total, :total, 1, :environment, 1)
            """)
        .param("id", manifest.id().value())
        .param("experiment", spec.experiment())
        .param("cell", spec.cellId())
        .param("model", spec.recipe().model().name())
        .param("spec", manifest.spec().text())
        .param("sha256", manifest.specSha256())
        .param("folder", folder)
        .param("person", manifest.submittedBy())
        .param("submitted", utc(manifest.submittedAt()))
        .param("started", manifest.startedAt().map(RunStore::utc).orElse(null))
        .param("ended", manifest.endedAt().map(RunStore::utc).orElse(null))
        .param("total", spec.prompts().size())
        .param("environment", manifest.environment().map(RunJson::text).orElse(null))
        .update();
  }

  Optional<Entry> find(RunId id) {
    return database
        .sql(SELECT + " where r.id = :id")
        .param("id", id.value())
        .query(this::entry)
        .optional();
  }

  /// The newest first, of those that the filter may accept: its text is not looked at here.
  List<Entry> list(RunFilter filter) {
    var unfinished = filter.unfinishedOnly() ? " and r.state in ('queued', 'running')" : "";
    var own = filter.experiment().isPresent() ? " and r.experiment = :experiment" : "";
    return database
        .sql(SELECT + " where true" + unfinished + own + " order by r.submitted_at desc, r.id desc")
        .params(filter.experiment().map(name -> Map.of("experiment", name)).orElse(Map.of()))
        .query(this::entry)
        .list();
  }

  /// How often each run has changed.
  Map<RunId, Long> revisions() {
    return database
        .sql("select id, revision from runs")
        .query((row, _) -> Map.entry(new RunId(row.getString("id")), row.getLong("revision")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// The right to work on the run; empty when there is nothing left to do for it.
  Optional<Claim> claim(RunId id) {
    var claimed =
        database
            .sql(
                """
                update runs set state = 'running', claim = claim + 1, reason = null,
                  remaining_millis = null, started_at = coalesce(started_at, :now),
                  revision = revision + 1
                where id = :id and state in ('queued', 'running') and not cancel_requested
                """)
            .param("now", now())
            .param("id", id.value())
            .update();
    return claimed == 0
        ? Optional.empty()
        : database
            .sql("select claim from runs where id = :id")
            .param("id", id.value())
            .query(Integer.class)
            .optional()
            .map(number -> new Claim(id, number));
  }

  /// Notes that one more engine process is used, and says how many that makes since the last
  /// picture.
  int countTry(Claim claim) {
    update(claim, "tries = tries + 1", Map.of());
    return find(claim.run()).map(Entry::tries).orElse(0);
  }

  void environment(Claim claim, EngineEnvironment environment) {
    update(claim, "environment = :environment", Map.of("environment", RunJson.text(environment)));
  }

  void progress(Claim claim, double fraction, Optional<Duration> remaining) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("fraction", fraction);
    values.put("remaining", remaining.map(Duration::toMillis).orElse(null));
    update(claim, "fraction = :fraction, remaining_millis = :remaining", values);
  }

  /// Notes that a picture is complete.
  boolean pictureDone(Claim claim) {
    return update(claim, "images_done = images_done + 1, tries = 0", Map.of());
  }

  boolean finish(Claim claim) {
    return update(
        claim,
        "state = 'finished', fraction = 1, remaining_millis = null, ended_at = :now",
        Map.of("now", now()));
  }

  boolean fail(Claim claim, String reason) {
    return update(
        claim,
        "state = 'failed', remaining_millis = null, ended_at = :now, reason = :reason",
        Map.of("now", now(), "reason", reason));
  }

  boolean cancelled(Claim claim) {
    return update(
        claim,
        "state = 'cancelled', remaining_millis = null, ended_at = :now",
        Map.of("now", now()));
  }

  /// Gives the run back to the queue, to be continued.
  boolean release(Claim claim) {
    return update(claim, "state = 'queued', remaining_millis = null", Map.of());
  }

  boolean cancelRequested(RunId id) {
    return find(id).map(Entry::cancelRequested).orElse(true);
  }

  /// Asks for a run to be stopped; one that no worker has is cancelled at once.
  boolean requestCancel(RunId id) {
    var waiting =
        database
            .sql(
                """
                update runs set state = 'cancelled', ended_at = :now, revision = revision + 1
                where id = :id and state = 'queued'
                """)
            .param("now", now())
            .param("id", id.value())
            .update();
    return waiting > 0
        || database
                .sql(
                    """
                    update runs set cancel_requested = true, revision = revision + 1
                    where id = :id and state = 'running' and not cancel_requested
                    """)
                .param("id", id.value())
                .update()
            > 0;
  }

  /// Ends a run whose worker is gone and whose cancelling was asked for.
  boolean cancelAbandoned(RunId id) {
    return database
            .sql(
                """
                update runs set state = 'cancelled', ended_at = :now, remaining_millis = null,
                  claim = claim + 1, revision = revision + 1
                where id = :id and state = 'running' and cancel_requested
                """)
            .param("now", now())
            .param("id", id.value())
            .update()
        > 0;
  }

  boolean requeue(RunId id) {
    return database
            .sql(
                """
                update runs set state = 'queued', cancel_requested = false, tries = 0,
                  reason = null, ended_at = null, revision = revision + 1
                where id = :id and state in ('failed', 'cancelled')
                """)
            .param("id", id.value())
            .update()
        > 0;
  }

  private boolean update(
      Claim claim, String changes, Map<String, ? extends @Nullable Object> values) {
    return database
            .sql(
                "update runs set revision = revision + 1, %s where id = :id and claim = :claim and state = 'running'"
                    .formatted(changes))
            .params(values)
            .param("id", claim.run().value())
            .param("claim", claim.number())
            .update()
        > 0;
  }

  private static final String SELECT =
      """
      select r.id, r.spec_sha256, r.shipped_in, r.submitted_by, r.submitted_at, r.state,
        r.cancel_requested, r.reason, r.started_at, r.ended_at, r.tries, r.images_total,
        r.images_done, r.fraction, r.remaining_millis, r.environment, r.revision,
        (select count(*) from runs q where q.state = 'queued' and r.state = 'queued'
          and (q.submitted_at < r.submitted_at or q.submitted_at = r.submitted_at and q.id <= r.id))
          as position
      from runs r
      """;

  private Entry entry(ResultSet row, int number) throws SQLException {
    var id = new RunId(row.getString("id"));
    var started = instant(row, "started_at");
    var environment = row.getString("environment");
    var run =
        new Run(
            id,
            spec(id, row.getString("spec_sha256")),
            state(row, started),
            row.getString("submitted_by"),
            instant(row, "submitted_at").orElseThrow(),
            started,
            row.getInt("images_done"));
    return new Entry(
        run,
        Optional.ofNullable(row.getString("shipped_in")),
        row.getBoolean("cancel_requested"),
        row.getInt("tries"),
        Optional.ofNullable(environment).map(text -> RunJson.value(text, EngineEnvironment.class)),
        row.getLong("revision"));
  }

  private static RunState state(ResultSet row, Optional<Instant> started) throws SQLException {
    var state = row.getString("state");
    var ended = instant(row, "ended_at");
    return switch (state) {
      case "queued" -> new RunState.Queued(row.getInt("position"));
      case "running" -> {
        var millis = row.getLong("remaining_millis");
        var remaining =
            row.wasNull() ? Optional.<Duration>empty() : Optional.of(Duration.ofMillis(millis));
        yield new RunState.Running(
            row.getInt("images_done"),
            row.getInt("images_total"),
            row.getDouble("fraction"),
            remaining);
      }
      case "finished" ->
          new RunState.Finished(
              ended.orElseThrow(), Duration.between(started.orElseThrow(), ended.orElseThrow()));
      case "failed" -> new RunState.Failed(ended.orElseThrow(), row.getString("reason"));
      case "cancelled" -> new RunState.Cancelled(ended.orElseThrow());
      default -> throw new IllegalStateException("the database has an unknown state: " + state);
    };
  }

  private GenerateSpec spec(RunId id, String sha256) {
    return specs.computeIfAbsent(sha256, _ -> stored(id).read());
  }

  /// The spec of a run that is here, as it was written.
  StoredSpec stored(RunId id) {
    return database
        .sql("select spec from runs where id = :id")
        .param("id", id.value())
        .query((row, _) -> new StoredSpec(row.getString("spec")))
        .single();
  }

  private OffsetDateTime now() {
    return utc(clock.instant());
  }

  static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
