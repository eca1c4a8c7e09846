package lab.harmony.people;

/// Somebody the lab knows.
///
/// @param name what they are called now; others may be called so too
/// @param maySignIn whether they use this lab; not so for somebody who is known by what they did
///   elsewhere only
public record Person(PersonId id, String name, Role role, boolean maySignIn) {

  /// The most characters that a name has.
  public static final int LONGEST_NAME = PersonName.LONGEST;

  public Person {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a name has 1 to %d characters, got %d".formatted(LONGEST_NAME, name.strip().length()));
    }
  }

  /// A name as it is kept: composed as people type it, without what nobody sees.
  ///
  /// @throws IllegalArgumentException if nobody can be called so
  public static String name(String text) {
    return PersonName.of(text);
  }

  /// Whether somebody can be called so.
  public static boolean isName(String text) {
    try {
      return !name(text).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Who this is, without what they may do.
  public NamedPerson named() {
    return new NamedPerson(id, name);
  }
}
