package lab.harmony.presence;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Who is where now: at an experiment, a run, a grid, a training, and in which part of it. It is
/// known as long as the page is open, and nowhere kept.
///
/// All these places are for whoever may look at experiments, runs and trainings: nobody else is
/// told who is there, and nobody else is named. Reviews are no such place, since they are blind.
@Service
public class Presence {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final People people;
  private final Rights rights;
  private final Map<Object, Spot> spots = new ConcurrentHashMap<>();
  private final Lives<String, List<Visitor>> live = new Lives<>(PAUSE, this::now);

  Presence(People people, Rights rights) {
    this.people = people;
    this.rights = rights;
  }

  private record Spot(String place, String part, PersonId who) {}

  /// A person somewhere, in one open page.
  ///
  /// @param page what they moved in
  /// @param part where in the place; empty for the whole of it
  public record Visitor(Object page, String part, NamedPerson person) {}

  /// Everybody who is at a place, by their names.
  ///
  /// @param place the address of its screen: `experiments/baseline`
  public Live<List<Visitor>> at(String place) {
    return live.of(place);
  }

  /// Whether somebody may be told who is anywhere.
  public boolean isFor(Actor who) {
    return rights.may(who, Right.LOOK);
  }

  /// Somebody is at a place, or in another part of it than before.
  ///
  /// @param page the open page, or the part of it, that they are in; each is at one place
  public void enter(Object page, String place, String part, Actor who) {
    var before = spots.put(page, new Spot(place, part, who.person()));
    if (before != null && !before.place().equals(place)) {
      live.ifKnown(before.place(), Live::changed);
    }
    live.ifKnown(place, Live::changed);
  }

  public void leave(Object page) {
    var before = spots.remove(page);
    if (before != null) {
      live.ifKnown(before.place(), Live::changed);
    }
  }

  @EventListener
  void changed(PersonChanged event) {
    live.forEach((_, one) -> one.changed());
  }

  private List<Visitor> now(String place) {
    return spots.entrySet().stream()
        .filter(spot -> spot.getValue().place().equals(place))
        .flatMap(spot -> visitor(spot.getKey(), spot.getValue()).stream())
        .sorted(
            Comparator.comparing((Visitor one) -> one.person().name())
                .thenComparing(one -> one.person().id().value()))
        .toList();
  }

  private Optional<Visitor> visitor(Object page, Spot spot) {
    return people
        .find(spot.who())
        .filter(person -> person.maySignIn() && Right.LOOK.has(person.role()))
        .map(Person::named)
        .map(person -> new Visitor(page, spot.part(), person));
  }
}
