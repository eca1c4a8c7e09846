package lab.harmony.people;

import org.springframework.stereotype.Service;

/// Says what people are in the lab, for those who may: see [Right#MANAGE_PEOPLE]. The owner of this
/// machine's lab stays its owner, and so somebody always is.
@Service
public class Roles {

  private final People people;
  private final Rights rights;

  public Roles(People people, Rights rights) {
    this.people = people;
    this.rights = rights;
  }

  /// Gives a person a role, a higher or a lower one.
  ///
  /// @throws NotAllowed if `by` may not
  /// @throws IllegalArgumentException in words, if the lab's own owner would lose theirs
  public Person give(PersonId whom, Role role, Actor by) {
    rights.require(by, Right.MANAGE_PEOPLE);
    if (role != Role.OWNER) {
      keepOwner(whom);
    }
    return people.change(
        whom, before -> new Person(before.id(), before.name(), role, before.maySignIn()));
  }

  /// Lets somebody in again, or somebody who was known by what they did elsewhere alone.
  ///
  /// @throws NotAllowed if `by` may not
  public Person letIn(PersonId whom, Role role, Actor by) {
    rights.require(by, Right.MANAGE_PEOPLE);
    if (role != Role.OWNER) {
      keepOwner(whom);
    }
    return people.change(whom, before -> new Person(before.id(), before.name(), role, true));
  }

  /// Lets a person in no longer. What they did stays, and stays theirs.
  ///
  /// @throws NotAllowed if `by` may not
  /// @throws IllegalArgumentException in words, if they are the lab's own owner
  public Person leaveOut(PersonId whom, Actor by) {
    rights.require(by, Right.MANAGE_PEOPLE);
    keepOwner(whom);
    return people.change(
        whom, before -> new Person(before.id(), before.name(), before.role(), false));
  }

  private void keepOwner(PersonId whom) {
    if (whom.equals(people.localId())) {
      throw new IllegalArgumentException(
          "%s owns the lab on this machine, and stays its owner"
              .formatted(people.get(whom).name()));
    }
  }
}
