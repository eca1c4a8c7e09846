package lab.harmony.accounts.invitations;

import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.links.TokenFolder;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.people.Role;
import lab.harmony.workspace.DataFolder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Links that let somebody into the lab once: somebody new with a role, or somebody of the lab who
/// has lost their way to sign in. The lab keeps their digests, in files that are not in a backup.
@Service
public class Invitations {

  /// How long one may wait to be used.
  public static final List<Duration> LIFETIMES =
      List.of(Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));

  private final TokenFolder tokens;
  private final People people;
  private final Rights rights;
  private final RecentProof proof;
  private final AuditTrail trail;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  public Invitations(
      DataFolder data,
      Clock clock,
      People people,
      Rights rights,
      RecentProof proof,
      AuditTrail trail,
      ApplicationEventPublisher events) {
    this.tokens =
        new TokenFolder(
            data.root().resolve("accounts").resolve("invitations"), LIFETIMES.getLast(), clock);
    this.people = people;
    this.rights = rights;
    this.proof = proof;
    this.trail = trail;
    this.clock = clock;
    this.events = events;
  }

  /// Invites somebody new.
  ///
  /// @param name what they are called; blank where they say it themselves
  /// @return the secret of the link, which nobody can find out again
  /// @param here the session that asks
  /// @throws lab.harmony.people.NotAllowed if the actor may not
  /// @throws ProofNeeded if it is too long since they showed who they are
  /// @throws IllegalArgumentException if nobody can be called so
  public String invite(
      String name, Role role, Duration lifetime, Actor by, Optional<HttpSession> here) {
    rights.require(by, Right.MANAGE_PEOPLE);
    proof.require(by, here);
    return invite(name, role, lifetime, by);
  }

  /// Invites somebody new as a researcher, for whoever starts the lab: they have its machine.
  ///
  /// @return the secret of the link, which nobody can find out again
  /// @throws lab.harmony.people.NotAllowed if the actor may not
  public String inviteFirst(Duration lifetime, Actor by) {
    rights.require(by, Right.MANAGE_PEOPLE);
    return invite("", Role.RESEARCHER, lifetime, by);
  }

  private String invite(String name, Role role, Duration lifetime, Actor by) {
    var called = Optional.of(name).filter(it -> !it.isBlank()).map(Person::name);
    var token =
        issue(
            PersonId.random(),
            new InvitationNote(true, called, role, Optional.of(by.person()), clock.instant()),
            lifetime);
    var event =
        AuditEvent.of(AuditKind.PERSON_INVITED, by, AuditSubject.lab())
            .with("role", role.word())
            .with("days", lifetime.toDays());
    recordOrTakeBack(called.map(it -> event.with("name", it)).orElse(event), token);
    return token;
  }

  /// Lets somebody of the lab choose a new password or passkey.
  ///
  /// @return the secret of the link, which nobody can find out again
  /// @param here the session that asks
  /// @throws lab.harmony.people.NotAllowed if the actor may not
  /// @throws ProofNeeded if it is too long since they showed who they are
  public String renew(PersonId person, Duration lifetime, Actor by, Optional<HttpSession> here) {
    rights.require(by, Right.MANAGE_PEOPLE);
    proof.require(by, here);
    var whom = people.get(person);
    var token =
        issue(
            person,
            new InvitationNote(
                false,
                Optional.of(whom.name()),
                whom.role(),
                Optional.of(by.person()),
                clock.instant()),
            lifetime);
    recordOrTakeBack(
        AuditEvent.of(AuditKind.PERSON_INVITED, by, AuditSubject.person(whom))
            .with("for", "a new way to sign in")
            .with("days", lifetime.toDays()),
        token);
    return token;
  }

  /// The whole address of a link.
  ///
  /// @param lab where people reach it
  /// @param secret as [#invite] and [#renew] gave it
  public URI link(URI lab, String secret) {
    return lab.resolve("/join?token=" + secret);
  }

  private String issue(PersonId person, InvitationNote note, Duration lifetime) {
    return tokens.issue(person.value(), note.text(), lifetime);
  }

  private void recordOrTakeBack(AuditEvent event, String token) {
    try {
      trail.record(event);
      events.publishEvent(new InvitationsChanged());
    } catch (RuntimeException e) {
      tokens.revoke(token);
      throw e;
    }
  }

  /// Those that wait, the one that ends first before the others.
  public List<Invitation> open() {
    return tokens.kept().stream()
        .flatMap(kept -> InvitationNote.read(kept).stream())
        .filter(this::holds)
        .sorted(Comparator.comparing(Invitation::until))
        .toList();
  }

  /// The link opens nothing from now on.
  ///
  /// @throws lab.harmony.people.NotAllowed if the actor may not
  public void revoke(Invitation invitation, Actor by) {
    rights.require(by, Right.MANAGE_PEOPLE);
    if (tokens.end(invitation.id())) {
      trail.recordOrTell(
          AuditEvent.of(
              AuditKind.INVITATION_REVOKED,
              by,
              invitation.isNew()
                  ? AuditSubject.lab()
                  : AuditSubject.person(people.get(invitation.person()))));
      events.publishEvent(new InvitationsChanged());
    }
  }

  /// What a link opens; empty if it does not exist, was used, was revoked or has ended.
  public Optional<Invitation> find(String token) {
    return tokens.kept(TokenFolder.id(token)).flatMap(InvitationNote::read).filter(this::holds);
  }

  /// Whoever may not sign in any more, and whoever made it and is no owner any more, lets in
  /// nobody.
  private boolean holds(Invitation invitation) {
    return rights.may(new Actor(invitation.by()), Right.MANAGE_PEOPLE)
        && (invitation.isNew()
            || people.find(invitation.person()).filter(Person::maySignIn).isPresent());
  }

  /// Uses it up: of several who try, one does.
  public boolean use(Invitation invitation) {
    return tokens.end(invitation.id());
  }
}
