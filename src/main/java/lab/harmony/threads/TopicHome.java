package lab.harmony.threads;

import java.util.Optional;
import java.util.Set;
import lab.harmony.people.Actor;

/// A feature that has something to talk about; offered as a bean, one for each kind. What nobody
/// has a home for cannot be talked about.
public interface TopicHome {

  /// The kinds of topics that are known here.
  Set<TopicKind> kinds();

  /// Where it is; empty if there is no such thing, or no longer.
  Optional<TopicPlace> find(Topic topic);

  /// Whether somebody may look at it, or might if it were still there.
  boolean mayLook(Actor who, Topic topic);
}
