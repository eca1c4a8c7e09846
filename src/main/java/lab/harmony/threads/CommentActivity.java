package lab.harmony.threads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.activity.ActivityChanged;
import lab.harmony.activity.ActivityKind;
import lab.harmony.activity.ActivityQuery;
import lab.harmony.activity.ActivitySource;
import lab.harmony.activity.Happening;
import lab.harmony.people.NamedPerson;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Comments that were written, in threads about what whoever asks may look at; that there are some,
/// and not what they say.
@Component
class CommentActivity implements ActivitySource {

  /// After so many looks for what somebody may read, older ones are not looked for.
  private static final int MOST_LOOKS = 20;

  private static final String SELECT =
      """
      select %s, t.id as thread, one.together, one.later, count(*) as many,
        max(one.written_at) as newest, max(t.kind) as kind, max(t.about) as about,
        max(t.part) as part, max(t.title) as title, max(t.ended) as ended, max(t.experiment) as experiment
      from (select c.author, c.thread, c.written_at, %s from thread_comment c
          where c.withdrawn_at is null and %s) one
        join (select th.*, case when th.kind in ('experiment', 'cell', 'grid-cell') then th.about
            when th.kind = 'picture' then (select r.experiment from runs r where r.id = th.about)
            end as experiment from thread th) t on t.id = one.thread
      where true%s
      group by one.author, t.id, one.together, one.later
      """;

  private final JdbcClient database;
  private final TopicHomes homes;
  private final ApplicationEventPublisher events;

  CommentActivity(JdbcClient database, TopicHomes homes, ApplicationEventPublisher events) {
    this.database = database;
    this.homes = homes;
    this.events = events;
  }

  /// What somebody said in a thread within an hour.
  private record Said(
      long thread,
      Topic topic,
      String title,
      boolean ended,
      Optional<String> experiment,
      Optional<NamedPerson> author,
      long many,
      Instant newest,
      String key) {}

  @Override
  public ActivityKind kind() {
    return ActivityKind.COMMENTS;
  }

  @EventListener
  void changed(ThreadsChanged event) {
    events.publishEvent(new ActivityChanged());
  }

  @Override
  public List<Happening> happened(ActivityQuery query) {
    var open = homes.visibleTo(query.who());
    var found = new ArrayList<Happening>();
    var rest = query;
    for (int look = 0; look < MOST_LOOKS && found.size() < query.most(); look++) {
      var said = said(rest);
      said.stream().filter(one -> open.test(one.topic())).map(this::happening).forEach(found::add);
      if (said.size() < query.most()) {
        break;
      }
      rest = rest.before(said.getLast().newest());
    }
    return found;
  }

  private List<Said> said(ActivityQuery query) {
    return database
        .sql(
            SELECT.formatted(
                    NamedPerson.columns("one.author", "author"),
                    ActivityQuery.together("c.written_at"),
                    query.within("c.written_at", "c.author"),
                    query.of("t.experiment"))
                + ActivityQuery.newest("one.written_at"))
        .params(query.parameters())
        .query(CommentActivity::said)
        .list();
  }

  private static Said said(ResultSet row, int number) throws SQLException {
    var thread = row.getLong("thread");
    return new Said(
        thread,
        TopicKind.of(row.getString("kind"))
            .topic(row.getString("about"), row.getString("part"), Optional.empty()),
        row.getString("title"),
        !row.getString("ended").isEmpty(),
        Optional.ofNullable(row.getString("experiment")),
        NamedPerson.read(row, "author"),
        row.getLong("many"),
        row.getObject("newest", OffsetDateTime.class).toInstant(),
        "%s %d %s %s"
            .formatted(
                row.getString("author"),
                thread,
                row.getObject("together", OffsetDateTime.class).toInstant(),
                row.getInt("later")));
  }

  private Happening happening(Said said) {
    var place = said.ended() ? Optional.<TopicPlace>empty() : homes.find(said.topic());
    return new Happening(
        ActivityKind.COMMENTS,
        said.key(),
        said.newest(),
        said.author(),
        said.many() == 1 ? "commented on" : "wrote %,d comments on".formatted(said.many()),
        place.map(TopicPlace::title).orElse(said.title()),
        place.isPresent() ? "" : "(gone)",
        Happening.Place.screen(place.map(TopicPlace::path).orElse("inbox/" + said.thread())),
        said.experiment());
  }
}
