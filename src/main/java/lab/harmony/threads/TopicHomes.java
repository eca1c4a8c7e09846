package lab.harmony.threads;

import java.util.List;
import java.util.Optional;
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
    return home(topic).flatMap(home -> home.find(topic));
  }

  public boolean mayLook(Actor who, Topic topic) {
    return home(topic).filter(home -> home.mayLook(who, topic)).isPresent();
  }

  private Optional<TopicHome> home(Topic topic) {
    var kind = TopicKind.of(topic);
    List<TopicHome> all = homes.stream().toList();
    return all.stream().filter(home -> home.kinds().contains(kind)).findFirst();
  }
}
