package lab.harmony.training.ui;

import java.nio.file.Files;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicEnds;
import lab.harmony.threads.TopicGroup;
import lab.harmony.threads.TopicHome;
import lab.harmony.threads.TopicKind;
import lab.harmony.threads.TopicPlace;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.work.JobChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Epochs of trainings, as something to talk about.
@Component
class TrainingTopics implements TopicHome {
  private final TrainingShelf shelf;
  private final TrainingQueue queue;
  private final TopicEnds ends;
  private final Rights rights;

  TrainingTopics(TrainingShelf shelf, TrainingQueue queue, TopicEnds ends, Rights rights) {
    this.shelf = shelf;
    this.queue = queue;
    this.ends = ends;
    this.rights = rights;
  }

  @Override
  public Set<TopicKind> kinds() {
    return Set.of(TopicKind.EPOCH);
  }

  @Override
  public Map<Topic, TopicPlace> find(Collection<Topic> topics) {
    var places = new HashMap<Topic, TopicPlace>();
    topics.stream()
        .collect(Collectors.groupingBy(Topic::about))
        .forEach((training, some) -> {
          var epochs = epochs(training);
          for (var topic : some) {
            if (topic instanceof Topic.Epoch(_, var epoch) && epochs.contains(epoch)) {
              places.put(topic, place(training, epoch));
            }
          }
        });
    return places;
  }

  private Set<Integer> epochs(String training) {
    return shelf
        .find(training)
        .map(found ->
            found.evaluations().stream().map(Evaluation::epoch).collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  /// One that is asked for and has no folder is another than what had its name.
  @EventListener
  void changed(JobChanged event) {
    if (event.inState() && event.kind().equals(TrainingQueue.KIND)) {
      queue
          .nameOf(event.job())
          .filter(name -> Files.notExists(shelf.folder(name)))
          .ifPresent(name -> ends.taken(new TopicGroup(Set.of(TopicKind.EPOCH), name.value())));
    }
  }

  private static TopicPlace place(String training, int epoch) {
    return new TopicPlace(
        "%s · %s".formatted(training, TrainingWords.epoch(epoch)),
        "trainings/%s?talk=%d".formatted(training, epoch));
  }

  @Override
  public boolean isOpenTo(Actor who) {
    return rights.may(who, Right.LOOK);
  }

  @Override
  public Predicate<Topic> visibleTo(Actor who) {
    boolean may = isOpenTo(who);
    return _ -> may;
  }
}
