package lab.harmony.notebooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import lab.harmony.activity.ActivityKind;
import lab.harmony.activity.ActivityQuery;
import lab.harmony.activity.ActivitySource;
import lab.harmony.activity.Happening;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Experiments that were made, renamed, edited, deleted and brought back: for whoever may look at
/// them.
@Component
class ExperimentActivity implements ActivitySource {

  private static final String SELECT =
      """
      select %s, one.experiment, one.ended, one.deed, one.together, one.later,
        max(one.title) as title, max(one.done_at) as newest
      from (select d.person, d.deed, d.title, d.done_at, d.experiment, d.ended, %s
        from experiment_deed d where %s%s%s) one
      group by one.person, one.experiment, one.ended, one.deed, one.together, one.later
      """;

  private final JdbcClient database;
  private final Rights rights;

  ExperimentActivity(JdbcClient database, Rights rights) {
    this.database = database;
    this.rights = rights;
  }

  @Override
  public ActivityKind kind() {
    return ActivityKind.EXPERIMENTS;
  }

  @Override
  public List<Happening> happened(ActivityQuery query) {
    if (!rights.may(query.who(), Right.LOOK)) {
      return List.of();
    }
    return database
        .sql(
            SELECT.formatted(
                    NamedPerson.columns("one.person", "person"),
                    ActivityQuery.together("d.done_at"),
                    query.within("d.done_at", "d.person"),
                    query.of("d.experiment"),
                    query.experiment().isPresent() ? " and d.ended = ''" : "")
                + ActivityQuery.newest("one.done_at"))
        .params(query.parameters())
        .query(ExperimentActivity::happening)
        .list();
  }

  private static Happening happening(ResultSet row, int number) throws SQLException {
    var experiment = row.getString("experiment");
    var deed = row.getString("deed");
    var isGone = !row.getString("ended").isEmpty();
    return new Happening(
        ActivityKind.EXPERIMENTS,
        "%s %s %s %s %s %s"
            .formatted(
                row.getString("person"),
                experiment,
                row.getString("ended"),
                deed,
                row.getObject("together", OffsetDateTime.class).toInstant(),
                row.getInt("later")),
        row.getObject("newest", OffsetDateTime.class).toInstant(),
        NamedPerson.read(row, "person").map(Happening.Doer::of),
        Happening.Deed.did(ExperimentDeed.of(deed).map(ExperimentDeed::words).orElse(deed)),
        isGone ? row.getString("title") : "",
        isGone && !deed.equals(ExperimentDeed.DELETED.code()) ? "(gone)" : "",
        Happening.Place.screen(isGone ? "" : "experiments/" + experiment),
        isGone ? Optional.empty() : Optional.of(experiment));
  }
}
