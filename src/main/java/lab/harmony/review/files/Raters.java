package lab.harmony.review.files;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;

/// Whom the rows of a score file mean: by id where they say one, else by name, else whoever brings
/// the file in.
public final class Raters {

  private final People people;
  private final Actor by;
  private final Map<Said, Meant> known = new HashMap<>();

  public Raters(People people, Actor by) {
    this.people = people;
    this.by = by;
  }

  private record Said(Optional<String> name, Optional<PersonId> id) {}

  /// Whom a row means.
  public sealed interface Meant {
    record Known(Person person) implements Meant {}

    /// Somebody whom nobody here knows yet.
    record New(String name, Optional<PersonId> id) implements Meant {}

    /// It cannot be told, and why.
    record Unclear(String reason) implements Meant {}
  }

  /// Who that is, whatever a row calls them.
  public String key(Meant meant) {
    return switch (meant) {
      case Meant.Known(var person) -> person.id().value();
      case Meant.New(var name, var id) -> id.map(PersonId::value).orElse("name " + name);
      case Meant.Unclear(var reason) -> throw new IllegalArgumentException(reason);
    };
  }

  /// How people read who that is: `Grace (0d9c1f7e)`.
  public String label(Meant meant) {
    return switch (meant) {
      case Meant.Known(var person) -> "%s (%s)".formatted(person.name(), brief(person.id()));
      case Meant.New(var name, var id) ->
          id.map(it -> "%s (%s)".formatted(name, brief(it))).orElse(name);
      case Meant.Unclear(var reason) -> throw new IllegalArgumentException(reason);
    };
  }

  private static String brief(PersonId id) {
    return id.value().substring(0, 8);
  }

  /// Whether that is whoever brings the file in.
  public boolean isOwn(Meant meant) {
    return meant instanceof Meant.Known(var person) && person.id().equals(by.person());
  }

  public Meant meant(ScoreFile.Line line) {
    return known.computeIfAbsent(new Said(line.scoredBy(), line.scoredById()), this::meant);
  }

  private Meant meant(Said said) {
    if (said.id.isPresent()) {
      var id = said.id.get();
      return people
          .find(id)
          .<Meant>map(Meant.Known::new)
          .or(() -> said.name.map(name -> new Meant.New(name, said.id)))
          .orElseGet(() ->
              new Meant.Unclear(
                  "nobody here has the scored_by_id %s; say in scored_by what they are called"
                      .formatted(id)));
    }
    return said.name.map(this::meant).orElseGet(() -> new Meant.Known(people.get(by.person())));
  }

  private Meant meant(String name) {
    var all = people.meant(name);
    var own = all.stream().filter(one -> one.id().equals(by.person())).findFirst();
    return switch (all.size()) {
      case 0 -> new Meant.New(name, Optional.empty());
      case 1 -> new Meant.Known(all.getFirst());
      default ->
          own.<Meant>map(Meant.Known::new)
              .orElseGet(() ->
                  new Meant.Unclear(
                      "%d people are called \"%s\"; say in a column scored_by_id which one it was"
                          .formatted(all.size(), name)));
    };
  }

  /// The person whom a row means, who is made known where nobody knew them.
  ///
  /// @throws IllegalArgumentException where it cannot be told
  public Person of(ScoreFile.Line line) {
    return switch (meant(line)) {
      case Meant.Known(var person) -> person;
      case Meant.New(var name, var id) -> {
        var person = people.named(name, id);
        known.put(new Said(line.scoredBy(), line.scoredById()), new Meant.Known(person));
        yield person;
      }
      case Meant.Unclear(var reason) -> throw new IllegalArgumentException(reason);
    };
  }
}
