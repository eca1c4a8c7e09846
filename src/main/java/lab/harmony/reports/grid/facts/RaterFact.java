package lab.harmony.reports.grid.facts;

import java.util.Comparator;
import java.util.Optional;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;

/// The points that one person gave.
///
/// @param name as it was when the axis was chosen; who it is, the id alone says
public record RaterFact(PersonId person, String name) implements GridFact {

  private static final int ID = 36;

  static RaterFact parse(String detail) {
    if (detail.length() < ID) {
      throw new IllegalArgumentException(
          "An axis of one person is written rater.ID with the id of the person, got \"%s\"."
              .formatted(detail));
    }
    return new RaterFact(new PersonId(detail.substring(0, ID)), detail.substring(ID).strip());
  }

  public static RaterFact of(NamedPerson person) {
    return new RaterFact(person.id(), person.name());
  }

  @Override
  public String text() {
    return "rater.%s %s".formatted(person, name).strip();
  }

  @Override
  public String label() {
    return "Points by " + by();
  }

  private String by() {
    return name.isEmpty() ? "one person" : name;
  }

  @Override
  public String of(GridPicture picture) {
    return picture.remarks().each().entrySet().stream()
        .filter(given -> given.getKey().is(person))
        .map(given -> Integer.toString(given.getValue()))
        .findFirst()
        .orElse(WITHOUT);
  }

  @Override
  public String describe(String value) {
    return value.equals(WITHOUT) ? "not scored by " + by() : "%s of 3 by %s".formatted(value, by());
  }

  @Override
  public boolean lasts() {
    return false;
  }

  @Override
  public Optional<Comparator<String>> order() {
    return Optional.of(NUMBERS_FIRST);
  }
}
