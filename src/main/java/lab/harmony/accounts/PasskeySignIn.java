package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import lab.harmony.accounts.SignInRecord.Way;
import lab.harmony.accounts.passkeys.LabAddress;
import lab.harmony.accounts.passkeys.Passkeys;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import org.springframework.stereotype.Service;

/// Signing in by a passkey, which says who it is.
@Service
public class PasskeySignIn {

  private final Passkeys passkeys;
  private final People people;
  private final SignInTickets tickets;
  private final SignInRecord record;

  PasskeySignIn(Passkeys passkeys, People people, SignInTickets tickets, SignInRecord record) {
    this.passkeys = passkeys;
    this.people = people;
    this.tickets = tickets;
    this.record = record;
  }

  /// Whether anybody can sign in so.
  public boolean anybody() {
    return !passkeys.counts().isEmpty();
  }

  public Passkeys.Asking ask(LabAddress at) {
    return passkeys.ask(at);
  }

  /// @return the address that lets the browser in, once; empty where its person may not sign in
  /// @throws Passkeys.NotAccepted if the passkey is nobody's here
  public Optional<String> attempt(
      Passkeys.Asking asking, String answer, HttpServletRequest request) {
    long before = tickets.moment();
    try {
      var person = passkeys.person(asking, answer);
      if (people.find(person).filter(Person::maySignIn).isEmpty()) {
        record.refused(Way.PASSKEY, Optional.of(person), request);
        return Optional.empty();
      }
      return Optional.of(
          tickets.issue(
              new SignInTickets.Shown(person, Way.PASSKEY, before), request.getSession()));
    } catch (Passkeys.NotAccepted e) {
      record.refused(Way.PASSKEY, Optional.empty(), request);
      throw e;
    }
  }
}
