package lab.harmony.activity;

import java.util.List;

/// A feature that tells what happened to what it keeps; offered as a bean, one for each kind.
///
/// It reads its own tables for each question, within the limits that the question has, and tells
/// nobody of what they may not look at.
public interface ActivitySource {

  ActivityKind kind();

  /// What happened, the newest first: as many as are asked for, those of the last one's time
  /// besides.
  List<Happening> happened(ActivityQuery query);

  /// The same for whoever counts it, without what only words need.
  default List<Happening.Moment> moments(ActivityQuery query) {
    return happened(query).stream().map(Happening::moment).toList();
  }
}
