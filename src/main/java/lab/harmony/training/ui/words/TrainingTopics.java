package lab.harmony.training.ui.words;

import java.nio.file.Files;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/// Epochs and samples of trainings, as something to talk about.
@Component
public class TrainingTopics implements TopicHome {
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
    return Set.of(TopicKind.EPOCH, TopicKind.SAMPLE);
  }

  @Override
  public Map<Topic, TopicPlace> find(Collection<Topic> topics) {
    var places = new HashMap<Topic, TopicPlace>();
    topics.stream()
        .map(Topic::about)
        .distinct()
        .forEach(training ->
            evaluations(training)
                .forEach(one -> places.put(topic(training, one), place(training, one))));
    places.keySet().retainAll(topics);
    return places;
  }

  private List<Evaluation> evaluations(String training) {
    return shelf.find(training).map(TrainingShelf.Training::evaluations).orElse(List.of());
  }

  /// What an evaluation of a training is to be talked about as.
  public static Topic topic(String training, Evaluation one) {
    return one.isOfEpoch()
        ? new Topic.Epoch(training, one.epoch())
        : new Topic.Sample(training, one.step());
  }

  /// One that is asked for and has no folder is another than what had its name.
  @EventListener
  void changed(JobChanged event) {
    if (event.inState() && event.kind().equals(TrainingQueue.KIND)) {
      queue
          .nameOf(event.job())
          .filter(name -> Files.notExists(shelf.folder(name)))
          .ifPresent(name -> ends.taken(TopicGroup.ofTraining(name.value())));
    }
  }

  private static TopicPlace place(String training, Evaluation one) {
    return new TopicPlace(
        "%s · %s".formatted(training, TrainingWords.evaluation(one)),
        "trainings/%s?talk=%s".formatted(training, address(topic(training, one))));
  }

  /// How the address of its training says a topic: `3` for an epoch, `step-40` for a sample.
  static String address(Topic topic) {
    return switch (topic) {
      case Topic.Epoch(_, var epoch) -> String.valueOf(epoch);
      case Topic.Sample(_, var step) -> "step-" + step;
      default -> throw new IllegalArgumentException(topic + " is of no training");
    };
  }

  @Override
  public boolean isOpenTo(Actor who) {
    return rights.may(who, Right.LOOK);
  }
}
