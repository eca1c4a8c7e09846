package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lab.harmony.accounts.SignInRecord.Way;
import lab.harmony.accounts.browsers.BrowserName;
import lab.harmony.accounts.invitations.Invitation;
import lab.harmony.accounts.invitations.Invitations;
import lab.harmony.accounts.invitations.InvitationsChanged;
import lab.harmony.accounts.invitations.KeptWays;
import lab.harmony.accounts.invitations.WaysIn;
import lab.harmony.accounts.openid.Identity;
import lab.harmony.accounts.openid.OpenIdLinks;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Using an invitation: somebody says what they are called and chooses a way to sign in, and is in.
/// All of it happens or nothing.
@Service
public class Joining {
  private static final Logger log = LoggerFactory.getLogger(Joining.class);

  private final Invitations invitations;
  private final People people;
  private final Passwords passwords;
  private final Passkeys passkeys;
  private final OpenIdLinks links;
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
      OpenIdLinks links,
      Sessions sessions,
      SignInTickets tickets,
      SignInRecord record,
      AuditTrail trail,
      ApplicationEventPublisher events) {
    this.invitations = invitations;
    this.people = people;
    this.passwords = passwords;
    this.passkeys = passkeys;
    this.links = links;
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

  /// The ways to sign in that whoever uses the link has already; somebody new has none.
  public WaysIn ways(Invitation invitation) {
    var person = invitation.person();
    return invitation.isNew()
        ? WaysIn.NONE
        : new WaysIn(passwords.has(person), passkeys.of(person), links.of(person));
  }

  /// Joins with a password.
  ///
  /// @param name what they are called; whoever is known stays called as they are
  /// @param kept which of their other ways to sign in stay; the others end
  /// @return the address that lets their browser in, once
  /// @throws IllegalArgumentException in words for them, if the name or the password cannot be
  /// @throws NotJoined if the invitation holds no more
  public String withPassword(
      Invitation invitation,
      String name,
      String password,
      KeptWays kept,
      HttpServletRequest request) {
    var called = called(invitation, name);
    var digest = passwords.digest(password, called);
    return join(
        invitation,
        called,
        Way.PASSWORD,
        kept,
        person -> passwords.set(person.id(), digest),
        request);
  }

  /// Begins to join with a passkey.
  ///
  /// @throws IllegalArgumentException in words for them, if nobody can be called so
  public Passkeys.Making makePasskey(
      Invitation invitation, String name, KeptWays kept, LabAddress at) {
    return passkeys.renew(
        new NamedPerson(invitation.person(), called(invitation, name)), at, kept.others());
  }

  /// Joins with the passkey that the browser made.
  ///
  /// @param kept which of their other ways to sign in stay; the others end
  /// @return the address that lets their browser in, once
  /// @throws Passkeys.NotAccepted if it is none
  /// @throws NotJoined if the invitation holds no more
  public String withPasskey(
      Invitation invitation,
      Passkeys.Making making,
      String answer,
      KeptWays kept,
      HttpServletRequest request) {
    return join(
        invitation,
        making.of().name(),
        Way.PASSKEY,
        kept,
        _ -> passkeys.keep(making, answer, BrowserName.of(request.getHeader("User-Agent"))),
        request);
  }

  /// Joins with an account at the provider.
  ///
  /// @param identity as the provider said and was checked
  /// @param kept which of their other ways to sign in stay; the others end
  /// @return the address that lets their browser in, once
  /// @throws lab.harmony.accounts.openid.OpenIdLinks.Taken if the account signs somebody in already
  /// @throws NotJoined if the invitation holds no more
  String withOpenId(
      Invitation invitation,
      String name,
      Identity identity,
      KeptWays kept,
      HttpServletRequest request) {
    return join(
        invitation,
        called(invitation, name),
        Way.OPENID,
        kept,
        person -> links.add(person.id(), identity),
        request);
  }

  private String called(Invitation invitation, String name) {
    return invitation.isNew() ? Person.name(name) : people.get(invitation.person()).name();
  }

  private String join(
      Invitation invitation,
      String name,
      Way way,
      KeptWays kept,
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
          var event =
              AuditEvent.of(
                      there.isNew() ? AuditKind.INVITATION_ACCEPTED : AuditKind.SIGN_IN_RENEWED,
                      Actor.of(person),
                      AuditSubject.person(person))
                  .with("way", way.words())
                  .with("by", people.get(there.by()).name());
          if (!there.isNew()) {
            var removed = end(person, kept);
            if (!removed.isEmpty()) {
              event = event.with("removed", String.join(", ", removed));
            }
            events.publishEvent(new SignInRenewed(person.id()));
          }
          choose.accept(person);
          trail.record(event);
          if (!invitations.use(there)) {
            throw new NotJoined("This link was used meanwhile. Ask for a new one.");
          }
          return person;
        });
    events.publishEvent(new InvitationsChanged());
    if (!invitation.isNew()) {
      endSessions(joined.id());
    }
    return in(joined.id(), request);
  }

  /// They are in all the same: what the disk keeps comes back at the next start at the earliest.
  private void endSessions(PersonId person) {
    try {
      sessions.endAll(person);
    } catch (NotForgotten e) {
      log.error("{} has a new way to sign in. {}", person, e.getMessage());
    }
  }

  /// Whoever has lost a way to sign in does not know who found it.
  ///
  /// @return what there is no more, in words
  private List<String> end(Person person, KeptWays kept) {
    var removed = new ArrayList<String>();
    if (!kept.password() && passwords.has(person.id())) {
      passwords.remove(person.id());
      removed.add("password");
    }
    passkeys
        .removeAllBut(person.id(), kept.others())
        .forEach(label -> removed.add("passkey " + label));
    links
        .removeAllBut(person.id(), kept.others())
        .forEach(label -> removed.add("account " + label));
    return removed;
  }

  private String in(PersonId person, HttpServletRequest request) {
    return tickets.issue(
        new SignInTickets.Shown(person, Way.INVITATION, tickets.moment()), request.getSession());
  }
}
