package lab.harmony.threads;

import java.util.Set;

/// Something with all its parts that can be talked about: an experiment with its cells and the
/// places in its grid, a run with its pictures, a report, a training with its epochs.
public record TopicGroup(Set<TopicKind> kinds, String about) {

  private static final Set<TopicKind> OF_EXPERIMENTS =
      Set.of(TopicKind.EXPERIMENT, TopicKind.CELL, TopicKind.GRID_CELL);

  public TopicGroup {
    kinds = Set.copyOf(kinds);
  }

  /// The one that a topic is part of.
  public static TopicGroup of(Topic topic) {
    var kind = TopicKind.of(topic);
    return new TopicGroup(
        OF_EXPERIMENTS.contains(kind) ? OF_EXPERIMENTS : Set.of(kind), topic.about());
  }
}
