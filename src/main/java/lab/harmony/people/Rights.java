package lab.harmony.people;

import org.springframework.stereotype.Service;

/// Who may do what now. A role that was changed holds for the next thing that is asked, also on
/// pages that are open.
@Service
public class Rights {

  private final People people;

  public Rights(People people) {
    this.people = people;
  }

  /// Nobody who may no longer sign in may do anything.
  public boolean may(Actor who, Right right) {
    return people
        .find(who.person())
        .filter(person -> person.maySignIn() && right.has(person.role()))
        .isPresent();
  }

  /// @throws NotAllowed if they may not, in words that can be shown to them
  public void require(Actor who, Right right) {
    if (!may(who, right)) {
      throw new NotAllowed(right, people.find(who.person()));
    }
  }
}
