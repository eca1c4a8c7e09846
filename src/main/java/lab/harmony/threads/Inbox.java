package lab.harmony.threads;

import java.util.List;
import lab.harmony.people.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// What somebody has not read of the threads in which they take part: those where they wrote
/// something, or were mentioned. What they may no longer look at is not shown.
@Service
public class Inbox {

  /// More unread threads than this are not counted.
  public static final int MOST_COUNTED = 100;

  private static final int MOST_UNREAD = 20;

  private final ThreadStore store;
  private final ThreadWriter writer;
  private final TopicHomes homes;
  private final ApplicationEventPublisher events;

  Inbox(
      ThreadStore store, ThreadWriter writer, TopicHomes homes, ApplicationEventPublisher events) {
    this.store = store;
    this.writer = writer;
    this.homes = homes;
    this.events = events;
  }

  /// A thread in which somebody takes part.
  ///
  /// @param place where it is
  /// @param gone whether what it is about is not there any more
  /// @param unread the newest of what they have not read, the oldest first
  /// @param mentioned whether any of that mentions them
  public record Entry(
      long thread,
      TopicKind kind,
      TopicPlace place,
      boolean gone,
      boolean resolved,
      long lastComment,
      List<ThreadComment> unread,
      boolean mentioned) {

    public Entry {
      unread = List.copyOf(unread);
    }
  }

  /// How many threads have something that somebody has not read, at most [#MOST_COUNTED].
  public int unread(Actor who) {
    return (int)
        store.ofMember(who.person(), true, Long.MAX_VALUE, MOST_COUNTED).stream()
            .filter(row -> homes.mayLook(who, row.topic()))
            .count();
  }

  /// Threads in which somebody takes part, those with the newest comments first.
  ///
  /// @param unread only those with something that they have not read
  /// @param before only those whose last comment is older than this one; `Long.MAX_VALUE` for all
  public List<Entry> list(Actor who, boolean unread, long before, int most) {
    return store.ofMember(who.person(), unread, before, most).stream()
        .filter(row -> homes.mayLook(who, row.topic()))
        .map(row -> entry(row, who))
        .toList();
  }

  private Entry entry(ThreadStore.Row row, Actor who) {
    var news = store.unread(row.id(), who.person(), MOST_UNREAD);
    var place = homes.find(row.topic());
    return new Entry(
        row.id(),
        TopicKind.of(row.topic()),
        place.orElseGet(() -> new TopicPlace(row.title(), "inbox/" + row.id())),
        place.isEmpty(),
        row.resolved(),
        row.lastComment(),
        news,
        news.stream()
            .anyMatch(it ->
                Mentions.pattern()
                    .matcher(it.text())
                    .results()
                    .anyMatch(found -> found.group(1).equals(who.person().value()))));
  }

  /// Notes that somebody has read a thread so far.
  public void read(long thread, long lastComment, Actor who) {
    if (writer.read(thread, who.person(), lastComment)) {
      events.publishEvent(new InboxChanged(java.util.Set.of(who.person())));
    }
  }

  /// Notes that somebody has read everything.
  public void readAll(Actor who) {
    var unread = store.ofMember(who.person(), true, Long.MAX_VALUE, Integer.MAX_VALUE);
    unread.forEach(row -> writer.read(row.id(), who.person(), row.lastComment()));
    events.publishEvent(new InboxChanged(java.util.Set.of(who.person())));
  }
}
