package lab.harmony.training.ui;

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
import lab.harmony.threads.TopicHome;
import lab.harmony.threads.TopicKind;
import lab.harmony.threads.TopicPlace;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingShelf;
import org.springframework.stereotype.Component;

/// Epochs of trainings, as something to talk about.
@Component
class TrainingTopics implements TopicHome {
  private final TrainingShelf shelf;
  private final Rights rights;

  TrainingTopics(TrainingShelf shelf, Rights rights) {
    this.shelf = shelf;
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

  private static TopicPlace place(String training, int epoch) {
    return new TopicPlace(
        "%s · %s".formatted(training, TrainingWords.epoch(epoch)),
        "trainings/%s?talk=%d".formatted(training, epoch));
  }

  @Override
  public Predicate<Topic> visibleTo(Actor who) {
    boolean may = rights.may(who, Right.LOOK);
    return _ -> may;
  }
}
