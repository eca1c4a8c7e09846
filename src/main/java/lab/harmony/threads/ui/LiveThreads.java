package lab.harmony.threads.ui;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.PersonId;
import lab.harmony.threads.CommentThread;
import lab.harmony.threads.Inbox;
import lab.harmony.threads.InboxChanged;
import lab.harmony.threads.ThreadComment;
import lab.harmony.threads.ThreadCount;
import lab.harmony.threads.Threads;
import lab.harmony.threads.ThreadsChanged;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicGroup;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Threads and inboxes as open pages show them: found out once for all pages.
@Component
class LiveThreads {
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// More threads than somebody goes through; read ones make room for older ones.
  private static final int MOST_LINES = 200;

  private final Threads threads;
  private final People people;
  private final Lives<Topic, List<SaidThread>> topics;
  private final Lives<TopicGroup, Map<Topic, ThreadCount>> counts;
  private final Lives<PersonId, Integer> unread;
  private final Lives<InboxKey, List<InboxLine>> inboxes;

  /// Somebody's inbox, with all threads or those that are unread.
  private record InboxKey(PersonId person, boolean unread) {}

  LiveThreads(Threads threads, Inbox inbox, People people) {
    this.threads = threads;
    this.people = people;
    this.topics = new Lives<>(PAUSE, this::on);
    this.counts = new Lives<>(PAUSE, threads::counts);
    this.unread = new Lives<>(PAUSE, person -> inbox.unread(new Actor(person)));
    this.inboxes = new Lives<>(PAUSE, key -> lines(inbox, key));
  }

  /// The threads about one thing; whoever follows may look at it.
  Live<List<SaidThread>> about(Topic topic) {
    return topics.of(topic.whole());
  }

  /// How many threads there are about something and each part of it.
  Live<Map<Topic, ThreadCount>> counts(TopicGroup group) {
    return counts.of(group);
  }

  /// The newest threads in which somebody takes part.
  Live<List<InboxLine>> inbox(Actor who, boolean unread) {
    return inboxes.of(new InboxKey(who.person(), unread));
  }

  private List<InboxLine> lines(Inbox inbox, InboxKey key) {
    var names = names();
    return inbox.list(new Actor(key.person()), key.unread(), Long.MAX_VALUE, MOST_LINES).stream()
        .map(entry -> InboxLine.of(entry, names))
        .toList();
  }

  /// How many threads somebody has not read.
  Live<Integer> unread(Actor who) {
    return unread.of(who.person());
  }

  @EventListener
  void changed(ThreadsChanged event) {
    topics.ifKnown(event.topic(), Live::changed);
    counts.ifKnown(TopicGroup.of(event.topic()), Live::changed);
  }

  @EventListener
  void changed(InboxChanged event) {
    event
        .people()
        .forEach(person -> {
          unread.ifKnown(person, Live::changed);
          inboxes.ifKnown(new InboxKey(person, true), Live::changed);
          inboxes.ifKnown(new InboxKey(person, false), Live::changed);
        });
  }

  @EventListener
  void changed(PersonChanged event) {
    topics.forEach((_, live) -> live.changed());
    inboxes.forEach((_, live) -> live.changed());
    unread.ifKnown(event.person(), Live::changed);
  }

  private List<SaidThread> on(Topic topic) {
    var names = names();
    return threads.on(topic).stream().map(thread -> said(thread, names)).toList();
  }

  /// One thread by itself, if somebody may look at it.
  Optional<SaidThread> find(long thread, Actor who) {
    return threads.find(thread, who).map(found -> said(found, names()));
  }

  List<SaidComment> said(List<ThreadComment> comments) {
    var names = names();
    return comments.stream().map(one -> SaidComment.of(one, names)).toList();
  }

  private static SaidThread said(CommentThread thread, Map<PersonId, String> names) {
    return new SaidThread(
        thread, thread.comments().stream().map(one -> SaidComment.of(one, names)).toList());
  }

  Map<PersonId, String> names() {
    return people.all().stream().collect(Collectors.toMap(Person::id, Person::name));
  }
}
