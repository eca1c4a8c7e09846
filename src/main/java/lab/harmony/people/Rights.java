package lab.harmony.people;

import java.util.Set;
import org.springframework.stereotype.Service;

/// Who may do what now. A role that was changed holds for the next thing that is asked, also on
/// pages that are open.
@Service
public class Rights {

  private static final ScopedValue<Set<Right>> LIMIT = ScopedValue.newInstance();

  private final People people;

  public Rights(People people) {
    this.people = people;
  }

  /// Does something with these rights at most, whatever those who do it have besides: what a token
  /// was made for.
  public static <T, X extends Throwable> T within(
      Set<Right> limit, ScopedValue.CallableOp<T, X> what) throws X {
    return ScopedValue.where(LIMIT, Set.copyOf(limit)).call(what);
  }

  private static boolean isWithin(Right right) {
    return !LIMIT.isBound() || LIMIT.get().contains(right);
  }

  /// Nobody who may no longer sign in may do anything; what they began when they might goes on: see
  /// [Actor#goingOn].
  public boolean may(Actor who, Right right) {
    return who.goesOn() || isWithin(right) && mayNow(who, right);
  }

  private boolean mayNow(Actor who, Right right) {
    return people
        .find(who.person())
        .filter(person -> person.maySignIn() && right.has(person.role()))
        .isPresent();
  }

  /// @throws NotAllowed if they may not, in words that can be shown to them
  public void require(Actor who, Right right) {
    if (!who.goesOn() && !isWithin(right)) {
      throw NotAllowed.byToken(right);
    }
    if (!may(who, right)) {
      throw new NotAllowed(right, people.find(who.person()));
    }
  }
}
