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

  private static final String SELECT =
      """
      select %s, max(t.id) as thread, one.together, one.later, count(*) as many,
        max(one.written_at) as newest, t.kind, t.about, t.part, max(t.title) as title, t.ended,
        max(t.experiment) as experiment
      from (select c.author, c.thread, c.written_at, %s from thread_comment c
          where c.withdrawn_at is null and %s) one
        join (select th.*, case
            when th.ended = '' and th.kind in ('experiment', 'cell', 'grid-cell') then th.about
            when th.ended = '' and th.kind = 'picture'
              then (select r.experiment from runs r where r.id = th.about)
            end as experiment from thread th) t on t.id = one.thread
      where t.kind in (:kinds)%s
      group by one.author, t.kind, t.about, t.part, t.ended, one.together, one.later
      """;

  private final JdbcClient database;
  private final TopicHomes homes;
  private final ApplicationEventPublisher events;

  CommentActivity(JdbcClient database, TopicHomes homes, ApplicationEventPublisher events) {
    this.database = database;
    this.homes = homes;
    this.events = events;
  }

  /// What somebody said about something within an hour.
  ///
  /// @param thread the newest of those in which they did
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
    var said = readable(query);
    var places =
        homes.find(said.stream().filter(one -> !one.ended()).map(Said::topic).distinct().toList());
    return said.stream()
        .map(one -> happening(one, Optional.ofNullable(places.get(one.topic()))))
        .toList();
  }

  @Override
  public List<Happening.Moment> moments(ActivityQuery query) {
    return readable(query).stream()
        .map(one -> new Happening.Moment(one.newest(), one.experiment()))
        .toList();
  }

  /// Of some kinds somebody may look at nothing, which the database is told; of reports they may
  /// read some, however many others there are between.
  private List<Said> readable(ActivityQuery query) {
    var kinds = homes.openTo(query.who()).stream().map(TopicKind::code).toList();
    if (kinds.isEmpty()) {
      return List.of();
    }
    var open = homes.visibleTo(query.who());
    var found = new ArrayList<Said>();
    var rest = query;
    var said = said(rest, kinds);
    said.stream().filter(one -> open.test(one.topic())).forEach(found::add);
    while (found.size() < query.most() && said.size() >= rest.most()) {
      rest = rest.further(said.getLast().newest());
      said = said(rest, kinds);
      said.stream().filter(one -> open.test(one.topic())).forEach(found::add);
    }
    return found;
  }

  private List<Said> said(ActivityQuery query, List<String> kinds) {
    return database
        .sql(
            SELECT.formatted(
                    NamedPerson.columns("one.author", "author"),
                    ActivityQuery.together("c.written_at"),
                    query.within("c.written_at", "c.author"),
                    query.of("t.experiment"))
                + ActivityQuery.newest("one.written_at"))
        .params(query.parameters())
        .param("kinds", kinds)
        .query(CommentActivity::said)
        .list();
  }

  private static Said said(ResultSet row, int number) throws SQLException {
    var thread = row.getLong("thread");
    var topic =
        TopicKind.of(row.getString("kind"))
            .topic(row.getString("about"), row.getString("part"), Optional.empty());
    return new Said(
        thread,
        topic,
        row.getString("title"),
        !row.getString("ended").isEmpty(),
        Optional.ofNullable(row.getString("experiment")),
        NamedPerson.read(row, "author"),
        row.getLong("many"),
        row.getObject("newest", OffsetDateTime.class).toInstant(),
        "%s %s %s %s %s"
            .formatted(
                row.getString("author"),
                topic,
                row.getString("ended"),
                row.getObject("together", OffsetDateTime.class).toInstant(),
                row.getInt("later")));
  }

  private static Happening happening(Said said, Optional<TopicPlace> found) {
    var place = found.filter(_ -> !said.ended());
    return new Happening(
        ActivityKind.COMMENTS,
        said.key(),
        said.newest(),
        said.author().map(Happening.Doer::of),
        Happening.Deed.did(
            said.many() == 1 ? "commented on" : "wrote %,d comments on".formatted(said.many())),
        place.map(TopicPlace::title).orElse(said.title()),
        place.isPresent() ? "" : "(gone)",
        Happening.Place.screen(place.map(TopicPlace::path).orElse("inbox/" + said.thread())),
        said.experiment());
  }
}
