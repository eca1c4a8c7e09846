package lab.harmony.people;

/// Whoever does something: services are told, and keep the id. What an actor may do is asked when
/// they do it, since that changes while a page is open.
public record Actor(PersonId person) {

  public static Actor of(Person person) {
    return new Actor(person.id());
  }
}
