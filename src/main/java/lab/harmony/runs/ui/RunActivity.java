package lab.harmony.runs.ui;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import lab.harmony.activity.ActivityChanged;
import lab.harmony.activity.ActivityKind;
import lab.harmony.activity.ActivityQuery;
import lab.harmony.activity.ActivitySource;
import lab.harmony.activity.Happening;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.RunId;
import lab.harmony.work.JobChanged;
import lab.harmony.work.JobId;
import lab.harmony.work.JobState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Runs that ended, and pictures that were brought in as runs: for whoever sees runs.
@Component
class RunActivity implements ActivitySource {

  private static final String SELECT =
      """
      select %s, one.experiment, one.ending, one.together, one.later, count(*) as many,
        sum(one.images_done) as pictures, min(one.id) as id, max(one.ended_at) as newest
      from (select j.submitted_by, j.ended_at, r.id, r.experiment, r.images_done,
          case when j.state = 'finished' and j.claim = 0 and r.shipped_in is null then 'brought in'
            else j.state end as ending, %s
        from jobs j join runs r on r.id = j.id
        where %s%s) one
      group by one.submitted_by, one.experiment, one.ending, one.together, one.later
      """;

  private final JdbcClient database;
  private final Rights rights;
  private final ApplicationEventPublisher events;

  RunActivity(JdbcClient database, Rights rights, ApplicationEventPublisher events) {
    this.database = database;
    this.rights = rights;
    this.events = events;
  }

  @Override
  public ActivityKind kind() {
    return ActivityKind.RUNS;
  }

  @EventListener
  void changed(JobChanged event) {
    if (event.inState() || isOver(event.job())) {
      events.publishEvent(new ActivityChanged());
    }
  }

  /// What another process does is told without saying whether it ended.
  private boolean isOver(JobId job) {
    return database
        .sql("select 1 from jobs where id = :id and ended_at is not null")
        .param("id", job.value())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  @Override
  public List<Happening> happened(ActivityQuery query) {
    if (!rights.may(query.who(), Right.LOOK)) {
      return List.of();
    }
    return database
        .sql(
            SELECT.formatted(
                    NamedPerson.columns("one.submitted_by", "submitted_by"),
                    ActivityQuery.together("j.ended_at"),
                    query.within("j.ended_at", "j.submitted_by"),
                    query.of("r.experiment"))
                + ActivityQuery.newest("one.ended_at"))
        .params(query.parameters())
        .query(RunActivity::happening)
        .list();
  }

  private static Happening happening(ResultSet row, int number) throws SQLException {
    var many = row.getLong("many");
    var ending = row.getString("ending");
    var experiment = row.getString("experiment");
    var pictures = Happening.counted(row.getLong("pictures"), "picture", "pictures");
    var brought = ending.equals("brought in");
    return new Happening(
        ActivityKind.RUNS,
        "%s %s %s %s %s"
            .formatted(
                row.getString("submitted_by"),
                experiment,
                ending,
                row.getObject("together", OffsetDateTime.class).toInstant(),
                row.getInt("later")),
        row.getObject("newest", OffsetDateTime.class).toInstant(),
        NamedPerson.read(row, "submitted_by").map(Happening.Doer::of),
        brought
            ? Happening.Deed.did("brought in %s of".formatted(pictures))
            : Happening.Deed.theirs((many == 1 ? "run" : "%,d runs".formatted(many)) + " of"),
        "",
        brought
            ? ""
            : ending + (ending.equals(JobState.Code.FINISHED.word()) ? ", " + pictures : ""),
        Happening.Place.screen(
            many == 1
                ? RunLinks.run(new RunId(row.getString("id")))
                : RunLinks.list() + "?q=" + experiment),
        Optional.of(experiment));
  }
}
