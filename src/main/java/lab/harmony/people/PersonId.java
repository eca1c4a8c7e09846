package lab.harmony.people;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.annotation.JsonDeserialize;

/// Who a person is, whatever they are called: a random UUID in lower-case letters, given once. It
/// tells nothing about the person, and no other lab gives the same one.
///
/// What stands in a file in the place of an id and is none says nobody: the rest of the file holds.
@JsonDeserialize(using = PersonIdReader.class)
public record PersonId(@JsonValue String value) {

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public PersonId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a person's id looks like 0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40, got \"%s\""
              .formatted(value));
    }
  }

  /// A new one.
  public static PersonId random() {
    return new PersonId(UUID.randomUUID().toString());
  }

  /// The id that a text says; empty if it says none, as a name does.
  public static Optional<PersonId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new PersonId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
