package lab.harmony.people;

import java.util.Optional;

/// How a file says who did something: the name that they had then, which anybody can read, and the
/// id, by which the lab that gave it knows them under any name.
///
/// @param id empty in files of before, which say names alone
public record Signature(String name, Optional<PersonId> id) {

  public static Signature of(NamedPerson person) {
    return new Signature(person.name(), Optional.of(person.id()));
  }
}
