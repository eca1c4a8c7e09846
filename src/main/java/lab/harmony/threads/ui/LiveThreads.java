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
import lab.harmony.threads.TopicKind;
import lab.harmony.threads.TopicsChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Threads and inboxes as open pages show them: found out once for all pages of a person, and for
/// nobody who may not look at what they are about.
@Component
class LiveThreads {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Threads threads;
  private final People people;
  private final Lives<About, Optional<SaidTopic>> topics;
  private final Lives<One, Optional<SaidThread>> alone;
  private final Lives<Counted, Map<Topic, ThreadCount>> counts;
  private final Lives<PersonId, Integer> unread;
  private final Lives<Listed, InboxLines> inboxes;

  private record About(Topic topic, PersonId person) {}

  private record One(long thread, PersonId person) {}

  /// A group, or all that is of a kind.
  private record Counted(Optional<TopicGroup> group, TopicKind kind, PersonId person) {}

  /// A list of threads.
  ///
  /// @param most how many of them
  private record Listed(PersonId person, Inbox.Which which, int most) {}

  LiveThreads(Threads threads, Inbox inbox, People people) {
    this.threads = threads;
    this.people = people;
    this.topics = new Lives<>(PAUSE, key -> on(key.topic(), new Actor(key.person())));
    this.alone = new Lives<>(PAUSE, key -> find(key.thread(), new Actor(key.person())));
    this.counts = new Lives<>(PAUSE, this::count);
    this.unread = new Lives<>(PAUSE, person -> inbox.unread(new Actor(person)));
    this.inboxes = new Lives<>(PAUSE, key -> lines(inbox, key));
  }

  /// What is said about one thing; empty while somebody may not look at it.
  Live<Optional<SaidTopic>> about(Topic topic, Actor who) {
    return topics.of(new About(topic.whole(), who.person()));
  }

  /// One thread by itself; empty while somebody may not look at it.
  Live<Optional<SaidThread>> thread(long thread, Actor who) {
    return alone.of(new One(thread, who.person()));
  }

  /// How many threads there are about something and each part of it.
  Live<Map<Topic, ThreadCount>> counts(TopicGroup group, Actor who) {
    return counts.of(
        new Counted(Optional.of(group), group.kinds().iterator().next(), who.person()));
  }

  /// The same about everything of a kind.
  Live<Map<Topic, ThreadCount>> counts(TopicKind kind, Actor who) {
    return counts.of(new Counted(Optional.empty(), kind, who.person()));
  }

  private Map<Topic, ThreadCount> count(Counted key) {
    var who = new Actor(key.person());
    return key.group()
        .map(group -> threads.counts(group, who))
        .orElseGet(() -> threads.counts(key.kind(), who));
  }

  /// The first threads of a list.
  Live<InboxLines> inbox(Actor who, Inbox.Which which, int most) {
    return inboxes.of(new Listed(who.person(), which, most));
  }

  private InboxLines lines(Inbox inbox, Listed key) {
    var names = names();
    var page = inbox.list(new Actor(key.person()), key.which(), key.most());
    return new InboxLines(
        page.entries().stream().map(entry -> InboxLine.of(entry, names)).toList(), page.all());
  }

  /// How many threads somebody has not read.
  Live<Integer> unread(Actor who) {
    return unread.of(who.person());
  }

  @EventListener
  void changed(ThreadsChanged event) {
    topics.forEach((key, live) -> {
      if (key.topic().equals(event.topic())) {
        live.changed();
      }
    });
    alone.forEach((key, live) -> {
      if (key.thread() == event.thread()) {
        live.changed();
      }
    });
    countsChanged(TopicGroup.of(event.topic()));
    inboxes.forEach((key, live) -> {
      if (key.which() == Inbox.Which.ALL) {
        live.changed();
      }
    });
  }

  private void countsChanged(TopicGroup group) {
    counts.forEach((key, live) -> {
      if (key.group().map(group::equals).orElseGet(() -> group.kinds().contains(key.kind()))) {
        live.changed();
      }
    });
  }

  @EventListener
  void changed(TopicsChanged event) {
    topics.forEach((key, live) -> {
      if (TopicGroup.of(key.topic()).equals(event.group())) {
        live.changed();
      }
    });
    countsChanged(event.group());
    alone.forEach((_, live) -> live.changed());
    inboxes.forEach((_, live) -> live.changed());
    unread.forEach((_, live) -> live.changed());
  }

  @EventListener
  void changed(InboxChanged event) {
    unread.forEach((person, live) -> {
      if (event.people().contains(person)) {
        live.changed();
      }
    });
    inboxes.forEach((key, live) -> {
      if (event.people().contains(key.person())) {
        live.changed();
      }
    });
  }

  @EventListener
  void changed(PersonChanged event) {
    topics.forEach((_, live) -> live.changed());
    alone.forEach((_, live) -> live.changed());
    inboxes.forEach((_, live) -> live.changed());
    counts.forEach((key, live) -> {
      if (key.person().equals(event.person())) {
        live.changed();
      }
    });
    unread.ifKnown(event.person(), Live::changed);
  }

  private Optional<SaidTopic> on(Topic topic, Actor who) {
    return threads
        .on(topic, who)
        .map(found -> {
          var names = names();
          return new SaidTopic(
              found.place().isEmpty(),
              found.threads().stream().map(thread -> said(thread, names)).toList());
        });
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
