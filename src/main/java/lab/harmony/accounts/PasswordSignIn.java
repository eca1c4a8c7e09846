package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.harmony.accounts.SignInAttempts.Attempt;
import lab.harmony.accounts.SignInRecord.Way;
import lab.harmony.accounts.passwords.Passwords;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import org.springframework.stereotype.Service;

/// Signing in by name and password. Several may have one name: the password says which of them it
/// is.
@Service
public class PasswordSignIn {

  /// Of one name; whoever comes behind signs in by id, or by a link.
  private static final int MOST_OF_A_NAME = 8;

  private final People people;
  private final Passwords passwords;
  private final SignInAttempts attempts;
  private final KnownBrowsers known;
  private final SignInTickets tickets;
  private final SignInRecord record;

  PasswordSignIn(
      People people,
      Passwords passwords,
      SignInAttempts attempts,
      KnownBrowsers known,
      SignInTickets tickets,
      SignInRecord record) {
    this.people = people;
    this.passwords = passwords;
    this.attempts = attempts;
    this.known = known;
    this.tickets = tickets;
    this.record = record;
  }

  /// What becomes of an attempt.
  public sealed interface Answer {
    /// @param address opens the lab in the browser that asked, once
    record In(String address) implements Answer {}

    /// The name or the password is wrong; which of them nobody is told.
    record Wrong() implements Answer {}

    /// Several of that name have that password.
    record Several() implements Answer {}

    /// Too many were wrong; nothing was looked at.
    record TooEarly(Duration left) implements Answer {}
  }

  /// Whether anybody can sign in so.
  public boolean anybody() {
    return passwords.anybody();
  }

  /// @param name what they are called, in capitals or not, or their id
  public Answer attempt(String name, String password, HttpServletRequest request) {
    var named = named(name);
    var attempt =
        new Attempt(
            request.getRemoteAddr(),
            folded(name),
            named.stream().flatMap(it -> known.of(it.id(), request).stream()).findFirst());
    var wait = attempts.begin(attempt);
    if (wait.isPresent()) {
      return new Answer.TooEarly(wait.get());
    }
    var fitting = named.stream().filter(it -> passwords.fits(it, password)).toList();
    if (named.isEmpty()) {
      passwords.fits(Optional.empty(), password);
    }
    if (fitting.size() == 1) {
      attempts.right(attempt);
      return new Answer.In(
          tickets.issue(fitting.getFirst().id(), Way.PASSWORD, request.getSession()));
    }
    record.refused(Way.PASSWORD, named.stream().findFirst(), request);
    return fitting.isEmpty() ? new Answer.Wrong() : new Answer.Several();
  }

  private List<Person> named(String name) {
    var id = PersonId.parse(name.strip().toLowerCase(Locale.ROOT));
    if (id.isPresent()) {
      return id.flatMap(people::find).filter(Person::maySignIn).stream().toList();
    }
    var folded = folded(name);
    return people.all().stream()
        .filter(one -> one.maySignIn() && folded(one.name()).equals(folded))
        .limit(MOST_OF_A_NAME)
        .toList();
  }

  /// As people type names: with or without capitals.
  private static String folded(String name) {
    var kept = Person.isName(name) ? Person.name(name) : name.strip();
    return Normalizer.normalize(kept, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
