package lab.harmony.threads;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lab.harmony.people.Actor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Everything that people can talk about, each kind by the feature that has it.
@Component
public class TopicHomes {

  private final ObjectProvider<TopicHome> homes;

  TopicHomes(ObjectProvider<TopicHome> homes) {
    this.homes = homes;
  }

  /// Where it is; empty if there is no such thing, or no longer.
  public Optional<TopicPlace> find(Topic topic) {
    return Optional.ofNullable(find(List.of(topic)).get(topic));
  }

  /// Where they are; each home is asked once.
  public Map<Topic, TopicPlace> find(Collection<Topic> topics) {
    var found = new HashMap<Topic, TopicPlace>();
    topics.stream()
        .distinct()
        .collect(Collectors.groupingBy(TopicKind::of))
        .forEach((kind, some) -> home(kind).ifPresent(home -> found.putAll(home.find(some))));
    return found;
  }

  /// The kinds of which somebody may look at some.
  Set<TopicKind> openTo(Actor who) {
    return homes.stream()
        .filter(home -> home.isOpenTo(who))
        .flatMap(home -> home.kinds().stream())
        .collect(Collectors.toSet());
  }

  public boolean mayLook(Actor who, Topic topic) {
    return visibleTo(who).test(topic);
  }

  /// Those that somebody may look at now; each home is asked once, when the first of its topics is.
  public Predicate<Topic> visibleTo(Actor who) {
    var known = new EnumMap<TopicKind, Predicate<Topic>>(TopicKind.class);
    return topic ->
        known
            .computeIfAbsent(
                TopicKind.of(topic),
                kind -> home(kind).map(home -> home.visibleTo(who)).orElse(_ -> false))
            .test(topic);
  }

  private Optional<TopicHome> home(TopicKind kind) {
    return homes.stream().filter(home -> home.kinds().contains(kind)).findFirst();
  }
}
