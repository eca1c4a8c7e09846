package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Consumer;
import lab.harmony.accounts.SignInRecord.Way;
import lab.harmony.accounts.passkeys.LabAddress;
import lab.harmony.accounts.passkeys.Passkeys;
import lab.harmony.accounts.passwords.Passwords;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Using an invitation: somebody says what they are called and chooses a way to sign in, and is in.
/// All of it happens or nothing.
@Service
public class Joining {

  private final Invitations invitations;
  private final People people;
  private final Passwords passwords;
  private final Passkeys passkeys;
  private final Sessions sessions;
  private final SignInTickets tickets;
  private final SignInRecord record;
  private final AuditTrail trail;
  private final ApplicationEventPublisher events;

  Joining(
      Invitations invitations,
      People people,
      Passwords passwords,
      Passkeys passkeys,
      Sessions sessions,
      SignInTickets tickets,
      SignInRecord record,
      AuditTrail trail,
      ApplicationEventPublisher events) {
    this.invitations = invitations;
    this.people = people;
    this.passwords = passwords;
    this.passkeys = passkeys;
    this.sessions = sessions;
    this.tickets = tickets;
    this.record = record;
    this.trail = trail;
    this.events = events;
  }

  /// What an invitation does not do.
  public static final class NotJoined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJoined(String message) {
      super(message);
    }
  }

  /// What a link opens; what opens nothing stands in the audit trail.
  public Optional<Invitation> open(String token, HttpServletRequest request) {
    var found = invitations.find(token);
    if (found.isEmpty()) {
      record.refused(Way.INVITATION, Optional.empty(), request);
    }
    return found;
  }

  /// Joins with a password.
  ///
  /// @param name what they are called; whoever is known stays called as they are
  /// @return the address that lets their browser in, once
  /// @throws IllegalArgumentException in words for them, if the name or the password cannot be
  /// @throws NotJoined if the invitation holds no more
  public String withPassword(
      Invitation invitation, String name, String password, HttpServletRequest request) {
    var called = called(invitation, name);
    var digest = passwords.digest(password, called);
    return join(
        invitation, called, Way.PASSWORD, person -> passwords.set(person.id(), digest), request);
  }

  /// Begins to join with a passkey.
  ///
  /// @throws IllegalArgumentException in words for them, if nobody can be called so
  public Passkeys.Making makePasskey(Invitation invitation, String name, LabAddress at) {
    return passkeys.make(new NamedPerson(invitation.person(), called(invitation, name)), at);
  }

  /// Joins with the passkey that the browser made.
  ///
  /// @return the address that lets their browser in, once
  /// @throws Passkeys.NotAccepted if it is none
  /// @throws NotJoined if the invitation holds no more
  public String withPasskey(
      Invitation invitation, Passkeys.Making making, String answer, HttpServletRequest request) {
    return join(
        invitation,
        making.of().name(),
        Way.PASSKEY,
        _ -> passkeys.keep(making, answer, BrowserName.of(request.getHeader("User-Agent"))),
        request);
  }

  private String called(Invitation invitation, String name) {
    return invitation.isNew() ? Person.name(name) : people.get(invitation.person()).name();
  }

  private String join(
      Invitation invitation,
      String name,
      Way way,
      Consumer<Person> choose,
      HttpServletRequest request) {
    var joined =
        trail.together(() -> {
          var there =
              invitations.open().stream()
                  .filter(it -> it.id().equals(invitation.id()))
                  .findFirst()
                  .orElseThrow(() ->
                      new NotJoined("This link was used or revoked meanwhile. Ask for a new one."));
          var person =
              there.isNew()
                  ? people.add(there.person(), name, there.role())
                  : people.get(there.person());
          choose.accept(person);
          if (!there.isNew()) {
            events.publishEvent(new SignInRenewed(person.id()));
          }
          trail.record(
              AuditEvent.of(
                      there.isNew() ? AuditKind.INVITATION_ACCEPTED : AuditKind.SIGN_IN_RENEWED,
                      Actor.of(person),
                      AuditSubject.person(person))
                  .with("way", way.words())
                  .with("by", people.get(there.by()).name()));
          if (!invitations.use(there)) {
            throw new NotJoined("This link was used meanwhile. Ask for a new one.");
          }
          return person;
        });
    if (!invitation.isNew()) {
      sessions.endOthers(joined.id(), Optional.empty());
    }
    return in(joined.id(), request);
  }

  private String in(PersonId person, HttpServletRequest request) {
    return tickets.issue(person, Way.INVITATION, request.getSession());
  }
}
