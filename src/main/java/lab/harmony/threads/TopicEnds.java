package lab.harmony.threads;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// That things go, and that their names are taken by others: threads stay with what they were
/// about. Whoever deletes it, or makes something new of its name, says so here, having asked
/// whether they may.
@Service
public class TopicEnds {

  private final ThreadWriter writer;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  TopicEnds(ThreadWriter writer, Clock clock, ApplicationEventPublisher events) {
    this.clock = clock;
    this.writer = writer;
    this.events = events;
  }

  /// It was deleted: what was said stays with what was deleted.
  ///
  /// @param deletion names this deletion among all that there are of things of this name
  public void ended(TopicGroup group, String deletion) {
    if (deletion.isBlank()) {
      throw new IllegalArgumentException("a deletion has a name");
    }
    move(group, "", deletion);
  }

  /// Something new has this name: what was said about another, whose folder was removed by hand, is
  /// not about it.
  public void taken(TopicGroup group) {
    move(group, "", "taken " + clock.instant());
  }

  /// It is there again, with what was said about it. What was said meanwhile about another of its
  /// name, which must be gone for it to have room, is not about it.
  public void back(TopicGroup group, String deletion) {
    if (writer.has(group, deletion)) {
      taken(group);
      move(group, deletion, "");
    }
  }

  private void move(TopicGroup group, String from, String to) {
    if (writer.end(group, from, to)) {
      events.publishEvent(new TopicsChanged(group));
    }
  }
}
