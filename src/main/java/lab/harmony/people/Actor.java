package lab.harmony.people;

/// Whoever does something: services are told, and keep the id. What an actor may do is asked when
/// they do it, since that changes while a page is open.
///
/// @param goesOn whether this is the lab, which goes on with what the person began: see [#goingOn]
public record Actor(PersonId person, boolean goesOn) {

  public Actor(PersonId person) {
    this(person, false);
  }

  public static Actor of(Person person) {
    return new Actor(person.id());
  }

  /// In the name of the same person, for the rest of what they had the right to begin: a cell that
  /// works stores its result also where their role was changed meanwhile.
  public Actor goingOn() {
    return new Actor(person, true);
  }
}
