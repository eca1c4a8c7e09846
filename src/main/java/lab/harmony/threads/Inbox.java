package lab.harmony.threads;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.people.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// What somebody has not read of the threads in which they take part: those where they wrote
/// something, or were mentioned. What they may no longer look at is not shown.
@Service
public class Inbox {

  /// More unread threads than this are not counted.
  public static final int MOST_COUNTED = 100;

  /// More threads than somebody goes through.
  private static final int MOST_THREADS = 5_000;

  private static final int MOST_UNREAD = 20;

  /// Of the threads on one screen; a longer one is read in more than one go.
  private static final int MOST_SEEN = 2_000;

  private final InboxStore store;
  private final ThreadWriter writer;
  private final TopicHomes homes;
  private final ApplicationEventPublisher events;

  Inbox(InboxStore store, ThreadWriter writer, TopicHomes homes, ApplicationEventPublisher events) {
    this.store = store;
    this.writer = writer;
    this.homes = homes;
    this.events = events;
  }

  /// Which threads are listed.
  public enum Which {
    /// With something that one has not read.
    UNREAD,
    /// In which one takes part.
    OWN,
    /// About anything that one may look at, also what was deleted.
    ALL
  }

  /// A thread of a list.
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

  /// The first threads of a list.
  ///
  /// @param all how many there are
  public record Page(List<Entry> entries, int all) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /// How many threads have something that somebody has not read, at most [#MOST_COUNTED].
  public int unread(Actor who) {
    return Math.min(MOST_COUNTED, visible(who, Which.UNREAD).size());
  }

  /// Threads that somebody may look at, those with the newest comments first; a few questions to
  /// the database, however many they are.
  public Page list(Actor who, Which which, int most) {
    var all = visible(who, which);
    var shown = all.subList(0, Math.min(most, all.size()));
    var news =
        store.unread(shown.stream().map(ThreadStore.Row::id).toList(), who.person(), MOST_UNREAD);
    var places =
        homes.find(shown.stream().filter(row -> !row.ended()).map(ThreadStore.Row::topic).toList());
    return new Page(
        shown.stream()
            .map(row ->
                entry(
                    row,
                    row.ended() ? Optional.empty() : Optional.ofNullable(places.get(row.topic())),
                    news.getOrDefault(row.id(), List.of()),
                    who))
            .toList(),
        all.size());
  }

  private List<ThreadStore.Row> visible(Actor who, Which which) {
    var rows =
        switch (which) {
          case UNREAD -> store.ofMember(who.person(), true, MOST_THREADS);
          case OWN -> store.ofMember(who.person(), false, MOST_THREADS);
          case ALL -> store.all(MOST_THREADS);
        };
    var visible = homes.visibleTo(who);
    return rows.stream().filter(row -> visible.test(row.topic())).toList();
  }

  private static Entry entry(
      ThreadStore.Row row, Optional<TopicPlace> place, List<ThreadComment> news, Actor who) {
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

  /// Notes that somebody has seen these comments: of each thread they have read as far as they have
  /// seen all that they had not read before, as it says now.
  public void seen(Collection<SeenComment> comments, Actor who) {
    if (comments.isEmpty()) {
      return;
    }
    boolean news = false;
    var ids = comments.stream().map(SeenComment::comment).collect(Collectors.toSet());
    for (var thread : store.unreadBeside(ids, who.person(), MOST_SEEN).entrySet()) {
      long readTo = 0;
      for (var comment : thread.getValue()) {
        if (!comments.contains(comment)) {
          break;
        }
        readTo = comment.comment();
      }
      news |= readTo > 0 && writer.read(thread.getKey(), who.person(), readTo);
    }
    tell(news, who);
  }

  /// Notes that somebody has read these threads as they were listed. One in which something unread
  /// says another thing by now than it did there stays unread.
  public void read(Collection<Entry> listed, Actor who) {
    var now = store.unread(listed.stream().map(Entry::thread).toList(), who.person(), MOST_UNREAD);
    boolean news = false;
    for (var entry : listed) {
      var shown = entry.unread().stream().map(Inbox::seen).collect(Collectors.toSet());
      var known =
          now.getOrDefault(entry.thread(), List.of()).stream()
              .filter(comment -> comment.id() <= entry.lastComment())
              .allMatch(comment -> shown.contains(seen(comment)));
      news |= known && writer.read(entry.thread(), who.person(), entry.lastComment());
    }
    tell(news, who);
  }

  private static SeenComment seen(ThreadComment comment) {
    return new SeenComment(comment.id(), comment.version());
  }

  private void tell(boolean news, Actor who) {
    if (news) {
      events.publishEvent(new InboxChanged(Set.of(who.person())));
    }
  }
}
