package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.harmony.accounts.SignInRecord.Way;
import lab.harmony.accounts.browsers.KnownBrowsers;
import lab.harmony.accounts.passwords.Passwords;
import lab.harmony.accounts.proof.SignInAttempts;
import lab.harmony.accounts.proof.SignInAttempts.Attempt;
import lab.harmony.accounts.proof.SignInAttempts.Tried;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.Sha256;
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

    /// Too many were wrong; some of that name, or all, were not looked at.
    record TooEarly(Duration left) implements Answer {}
  }

  /// Whether anybody can sign in so.
  public boolean anybody() {
    return passwords.anybody();
  }

  /// @param name what they are called, in capitals or not, or their id
  public Answer attempt(String name, String password, HttpServletRequest request) {
    long before = tickets.moment();
    var named = named(name);
    var begun = attempts.begin(new Attempt(request.getRemoteAddr(), tried(name, named, request)));
    if (!begun.isOpen()) {
      return new Answer.TooEarly(begun.heldUp().orElseThrow());
    }
    var fitting =
        named.stream()
            .filter(it -> begun.isOpen(it.id().value()) && passwords.fits(it, password))
            .toList();
    if (named.isEmpty()) {
      passwords.fits(Optional.empty(), password);
    }
    if (fitting.size() == 1) {
      var person = fitting.getFirst().id();
      attempts.right(begun, person.value());
      return new Answer.In(
          tickets.issue(
              new SignInTickets.Shown(person, Way.PASSWORD, before), request.getSession()));
    }
    record.refused(Way.PASSWORD, named.stream().map(Person::id).findFirst(), request);
    if (!fitting.isEmpty()) {
      return new Answer.Several();
    }
    return begun.heldUp().<Answer>map(Answer.TooEarly::new).orElseGet(Answer.Wrong::new);
  }

  /// Nobody's name counts as a person's does, so that nobody is told whose it is.
  private List<Tried> tried(String name, List<Person> named, HttpServletRequest request) {
    return named.isEmpty()
        ? List.of(new Tried("nobody " + digest(name), Optional.empty()))
        : named.stream().map(it -> new Tried(it.id().value(), known.of(it.id(), request))).toList();
  }

  /// As long for any name.
  private static String digest(String name) {
    return isTooLong(name) ? "of a long name" : Sha256.of(folded(name)).hex();
  }

  /// Before it is brought into any form, which may make it many times as long.
  private static boolean isTooLong(String name) {
    return name.length() > Person.LONGEST_NAME;
  }

  private List<Person> named(String name) {
    if (isTooLong(name)) {
      return List.of();
    }
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
