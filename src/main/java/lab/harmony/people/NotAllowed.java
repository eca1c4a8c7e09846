package lab.harmony.people;

import java.util.Optional;

/// Somebody asked for what their role does not have. Nothing was done.
public class NotAllowed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Right right;

  NotAllowed(Right right, Optional<Person> who) {
    super(
        "To %s you need the role of %s; %s. Ask an owner of the lab."
            .formatted(
                right.words(),
                right.least() == Role.OWNER ? "owner" : right.least().word() + " or more",
                who.filter(Person::maySignIn)
                    .map(person -> "yours is " + person.role().word())
                    .orElse("you may not sign in any more")));
    this.right = right;
  }

  private NotAllowed(Right right, String words) {
    super(words);
    this.right = right;
  }

  /// It was asked with a token that was not made for it.
  static NotAllowed byToken(Right right) {
    return new NotAllowed(
        right,
        "To %s a token needs that right, and yours was made without it. Make another in your account."
            .formatted(right.words()));
  }

  /// What was asked for.
  public Right right() {
    return right;
  }
}
