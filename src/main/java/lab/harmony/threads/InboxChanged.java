package lab.harmony.threads;

import java.util.Set;
import lab.harmony.people.PersonId;

/// What these people have not read yet is another than before.
public record InboxChanged(Set<PersonId> people) {

  public InboxChanged {
    people = Set.copyOf(people);
  }
}
