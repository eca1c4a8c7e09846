package lab.harmony.review.ui;

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
import lab.harmony.review.ScoresChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Faces that were scored: how many and by whom, never how. Whoever scores without seeing the
/// scores of others is told of their own alone.
@Component
class ScoreActivity implements ActivitySource {

  private static final String SELECT =
      """
      select %s, one.experiment, one.brought, one.together, one.later,
        count(distinct one.face) as faces, max(one.recorded_at) as newest
      from (select s.recorded_by, s.recorded_at, s.experiment,
          case when s.source is null and s.recorded_by = s.scored_by then 0 else 1 end as brought,
          coalesce(s.run || ' ' || s.image_index, s.file_name) as face, %s
        from scores s
        where not s.withdrawn and %s%s%s) one
      group by one.recorded_by, one.experiment, one.brought, one.together, one.later
      """;

  private final JdbcClient database;
  private final Rights rights;
  private final ApplicationEventPublisher events;

  ScoreActivity(JdbcClient database, Rights rights, ApplicationEventPublisher events) {
    this.database = database;
    this.rights = rights;
    this.events = events;
  }

  @Override
  public ActivityKind kind() {
    return ActivityKind.SCORES;
  }

  @EventListener
  void changed(ScoresChanged event) {
    events.publishEvent(new ActivityChanged());
  }

  @Override
  public List<Happening> happened(ActivityQuery query) {
    boolean all = rights.may(query.who(), Right.LOOK);
    boolean own = query.notBy().filter(query.who().person()::equals).isEmpty();
    if (!all && !(own && rights.may(query.who(), Right.REVIEW))) {
      return List.of();
    }
    return database
        .sql(
            SELECT.formatted(
                    NamedPerson.columns("one.recorded_by", "recorded_by"),
                    ActivityQuery.together("s.recorded_at"),
                    query.within("s.recorded_at", "s.recorded_by"),
                    query.of("s.experiment"),
                    all ? "" : " and s.recorded_by = :asking")
                + ActivityQuery.newest("one.recorded_at"))
        .params(query.parameters())
        .param("asking", query.who().person().value())
        .query((row, _) -> happening(row, all))
        .list();
  }

  private static Happening happening(ResultSet row, boolean seesScores) throws SQLException {
    var brought = row.getInt("brought") == 1;
    var experiment = row.getString("experiment");
    return new Happening(
        ActivityKind.SCORES,
        "%s %s %b %s %s"
            .formatted(
                row.getString("recorded_by"),
                experiment,
                brought,
                row.getObject("together", OffsetDateTime.class).toInstant(),
                row.getInt("later")),
        row.getObject("newest", OffsetDateTime.class).toInstant(),
        NamedPerson.read(row, "recorded_by").map(Happening.Doer::of),
        Happening.Deed.did(
            "%s %s of"
                .formatted(
                    brought ? "brought in scores of" : "scored",
                    Happening.counted(row.getLong("faces"), "face", "faces"))),
        "",
        "",
        Happening.Place.screen(
            seesScores ? ReviewLinks.scores(experiment) : ReviewLinks.of(experiment)),
        Optional.of(experiment));
  }
}
