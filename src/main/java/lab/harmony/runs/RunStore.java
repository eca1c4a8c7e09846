package lab.harmony.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.work.Job;
import lab.harmony.work.JobId;
import lab.harmony.work.JobRows;
import lab.harmony.work.JobState;
import lab.harmony.work.NewJob;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of runs.
@Repository
class RunStore {

  /// A run with what only the worker and the manifest need.
  record Entry(Run run, Optional<String> shippedIn, Optional<EngineEnvironment> environment) {}

  private final JdbcClient database;

  /// A spec never changes, so it is read once.
  private final Map<String, GenerateSpec> specs = new ConcurrentHashMap<>();

  RunStore(JdbcClient database) {
    this.database = database;
  }

  /// The job that makes a run.
  static JobId job(RunId id) {
    return new JobId(id.value());
  }

  /// The same when it is new. What is asked for stands with the run.
  static NewJob job(RunId id, String submittedBy) {
    return new NewJob(job(id), RunHandler.KIND, new Job.Order(1, "{}"), submittedBy);
  }

  /// Adds what a run has besides its job, which is there already.
  void insert(RunId id, GenerateSpec spec) {
    insert(id, spec, StoredSpec.of(spec), Optional.empty(), 0, Optional.empty());
  }

  /// A run whose pictures are all there from the beginning.
  void insertFinished(RunId id, GenerateSpec spec) {
    insert(
        id, spec, StoredSpec.of(spec), Optional.empty(), spec.prompts().size(), Optional.empty());
  }

  /// A finished run that was made elsewhere.
  void insertShipped(RunManifest manifest, String folder) {
    var spec = manifest.spec().read();
    insert(
        manifest.id(),
        spec,
        manifest.spec(),
        Optional.of(folder),
        spec.prompts().size(),
        manifest.environment());
  }

  private void insert(
      RunId id,
      GenerateSpec spec,
      StoredSpec stored,
      Optional<String> folder,
      int done,
      Optional<EngineEnvironment> environment) {
    database
        .sql(
            """
            insert into runs (id, experiment, cell_id, model, spec, spec_sha256, shipped_in,
              images_total, images_done, environment)
            values (:id, :experiment, :cell, :model, :spec, :sha256, :folder, :total, :done,
              :environment)
            """)
        .param("id", id.value())
        .param("experiment", spec.experiment())
        .param("cell", spec.cellId())
        .param("model", spec.recipe().model().name())
        .param("spec", stored.text())
        .param("sha256", stored.sha256())
        .param("folder", folder.orElse(null))
        .param("total", spec.prompts().size())
        .param("done", done)
        .param("environment", environment.map(RunJson::text).orElse(null))
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
    var unfinished = filter.unfinishedOnly() ? " and j.state in ('queued', 'running')" : "";
    var own = filter.experiment().isPresent() ? " and r.experiment = :experiment" : "";
    return database
        .sql(SELECT + " where true" + unfinished + own + " order by j.submitted_at desc, r.id desc")
        .params(filter.experiment().map(name -> Map.of("experiment", name)).orElse(Map.of()))
        .query(this::entry)
        .list();
  }

  /// Notes, in the transaction in which its job got further, that a picture is complete.
  void pictureDone(RunId id) {
    database
        .sql("update runs set images_done = images_done + 1 where id = :id")
        .param("id", id.value())
        .update();
  }

  void environment(RunId id, EngineEnvironment environment) {
    database
        .sql("update runs set environment = :environment where id = :id")
        .param("environment", RunJson.text(environment))
        .param("id", id.value())
        .update();
  }

  private static final String SELECT =
      """
      select r.id, r.spec_sha256, r.shipped_in, r.images_total, r.images_done, r.environment, %s
      from runs r join jobs j on j.id = r.id
      """
          .formatted(JobRows.COLUMNS);

  private Entry entry(ResultSet row, int number) throws SQLException {
    var id = new RunId(row.getString("id"));
    var environment = row.getString("environment");
    var job = JobRows.job(row);
    var done = row.getInt("images_done");
    var run =
        new Run(
            id,
            spec(id, row.getString("spec_sha256")),
            state(job.state(), done, row.getInt("images_total")),
            job.submittedBy(),
            job.submittedAt(),
            job.startedAt(),
            done);
    return new Entry(
        run,
        Optional.ofNullable(row.getString("shipped_in")),
        Optional.ofNullable(environment).map(text -> RunJson.value(text, EngineEnvironment.class)));
  }

  private static RunState state(JobState state, int done, int total) {
    return switch (state) {
      case JobState.Queued(var position) -> new RunState.Queued(position);
      case JobState.Running(var progress) ->
          new RunState.Running(done, total, progress.fraction(), progress.remaining());
      case JobState.Finished(var at, var elapsed) -> new RunState.Finished(at, elapsed);
      case JobState.Failed(var at, var reason) -> new RunState.Failed(at, reason);
      case JobState.Cancelled(var at) -> new RunState.Cancelled(at);
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

  static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
