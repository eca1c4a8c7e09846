package lab.harmony.threads;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import lab.harmony.people.Actor;

/// A feature that has something to talk about; offered as a bean, one for each kind. What nobody
/// has a home for cannot be talked about.
///
/// It is asked about many topics at once, and asks the database as often for many as for one.
public interface TopicHome {

  /// The kinds of topics that are known here.
  Set<TopicKind> kinds();

  /// Where they are; those are left out that are not there, or no longer.
  Map<Topic, TopicPlace> find(Collection<Topic> topics);

  /// Whether somebody may look at some of them; that they may at none is said where no topic has to
  /// be asked for.
  default boolean isOpenTo(Actor who) {
    return true;
  }

  /// Those that somebody may look at, or might if they were still there: all or none, unless a
  /// feature says otherwise.
  default Predicate<Topic> visibleTo(Actor who) {
    boolean may = isOpenTo(who);
    return _ -> may;
  }

  /// What is found one by one, for features that read nothing for each.
  static Map<Topic, TopicPlace> each(
      Collection<Topic> topics, Function<Topic, Optional<TopicPlace>> find) {
    var places = new HashMap<Topic, TopicPlace>();
    topics.forEach(topic -> find.apply(topic).ifPresent(place -> places.put(topic, place)));
    return places;
  }
}
