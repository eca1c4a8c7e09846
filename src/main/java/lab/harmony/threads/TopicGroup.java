package lab.harmony.threads;

import java.util.Set;
import java.util.stream.Stream;

/// Something with all its parts that can be talked about: an experiment with its cells and the
/// places in its grid, a run with its pictures, a report, a training with its epochs and samples.
public record TopicGroup(Set<TopicKind> kinds, String about) {

  private static final Set<TopicKind> OF_EXPERIMENTS =
      Set.of(TopicKind.EXPERIMENT, TopicKind.CELL, TopicKind.GRID_CELL);

  private static final Set<TopicKind> OF_TRAININGS = Set.of(TopicKind.EPOCH, TopicKind.SAMPLE);

  public TopicGroup {
    kinds = Set.copyOf(kinds);
  }

  /// The one that a topic is part of.
  public static TopicGroup of(Topic topic) {
    var kind = TopicKind.of(topic);
    return new TopicGroup(
        Stream.of(OF_EXPERIMENTS, OF_TRAININGS)
            .filter(kinds -> kinds.contains(kind))
            .findFirst()
            .orElseGet(() -> Set.of(kind)),
        topic.about());
  }

  /// A training with its epochs and samples.
  public static TopicGroup ofTraining(String training) {
    return new TopicGroup(OF_TRAININGS, training);
  }
}
