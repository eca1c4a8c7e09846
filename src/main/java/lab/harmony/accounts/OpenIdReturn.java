package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.accounts.SignInRecord.Way;
import lab.harmony.accounts.SignInTickets.Shown;
import lab.harmony.accounts.browsers.OpenSession;
import lab.harmony.accounts.openid.Identity;
import lab.harmony.accounts.openid.OpenIdLinks;
import lab.harmony.accounts.openid.OpenIdProvider;
import lab.harmony.accounts.proof.ProofNeeded;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.audit.NotRecorded;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import org.springframework.stereotype.Component;

/// What becomes of somebody who comes back from the provider, whose word for who they are has been
/// checked.
@Component
class OpenIdReturn {

  /// How much later it may be by the clock of the provider.
  private static final Duration OTHER_CLOCK = Duration.ofMinutes(1);

  private final OpenIdProvider provider;
  private final OpenIdLinks links;
  private final People people;
  private final Joining joining;
  private final RecentProof proof;
  private final SignInTickets tickets;
  private final SignInRecord record;
  private final AuditTrail trail;
  private final Clock clock;

  OpenIdReturn(
      OpenIdProvider provider,
      OpenIdLinks links,
      People people,
      Joining joining,
      RecentProof proof,
      SignInTickets tickets,
      SignInRecord record,
      AuditTrail trail,
      Clock clock) {
    this.provider = provider;
    this.links = links;
    this.people = people;
    this.joining = joining;
    this.proof = proof;
    this.tickets = tickets;
    this.record = record;
    this.trail = trail;
    this.clock = clock;
  }

  /// They do not get what they came for; the message is for them.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /// Does what somebody went for.
  ///
  /// @return where their browser goes on
  /// @throws Refused in words for them
  String back(OpenIdPurpose purpose, Identity identity, HttpServletRequest request) {
    long before = tickets.moment();
    provider.said(identity.authenticated().isPresent());
    try {
      return switch (purpose) {
        case OpenIdPurpose.SignIn() -> signIn(identity, before, request);
        case OpenIdPurpose.Join join -> join(join, identity, request);
        case OpenIdPurpose.Link(var person) -> link(person, identity, request);
        case OpenIdPurpose.Prove prove -> prove(prove, identity, request);
      };
    } catch (OpenIdLinks.Taken
        | Joining.NotJoined
        | NotRecorded
        | ProofNeeded
        | IllegalArgumentException e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
  }

  /// An account that is nobody's now makes somebody new, if the settings say so, but never twice.
  private String signIn(Identity identity, long before, HttpServletRequest request) {
    var known = links.find(identity);
    if (known.isEmpty()) {
      links.once(identity).ifPresent(person -> refuse(person, request));
      var role = provider.joinsAs(identity);
      if (role.isEmpty()) {
        record.refused(Way.OPENID, Optional.empty(), request);
        throw new Refused(
            "Nobody of this lab comes in by this account of %s. If you are new, ask an owner of the lab for an invitation; if you are not, sign in by another way and link the account on the screen Account."
                .formatted(name()));
      }
      return in(joined(identity, role.get()), before, identity, request);
    }
    var person = known.get();
    if (!maySignIn(person)) {
      refuse(person, request);
    }
    links.used(identity);
    return in(person, before, identity, request);
  }

  private boolean maySignIn(PersonId person) {
    return people.find(person).filter(Person::maySignIn).isPresent();
  }

  private void refuse(PersonId person, HttpServletRequest request) {
    record.refused(Way.OPENID, Optional.of(person), request);
    throw new Refused(
        maySignIn(person)
            ? "This account of %s signed somebody in here once and does not any more. Sign in by another way and link it on the screen Account, or ask an owner of the lab for a link."
                .formatted(name())
            : "You may not sign in any more. Ask an owner of the lab.");
  }

  /// Whoever showed the provider long ago who they are, and has only been passed on by it, comes in
  /// and has shown nothing now; nor has whoever comes from one that does not say when it was.
  private String in(PersonId person, long before, Identity identity, HttpServletRequest request) {
    return tickets.issue(
        new Shown(person, Way.OPENID, before, Optional.of(shown(identity).orElse(Instant.EPOCH))),
        request.getSession());
  }

  /// When they showed the provider who they are, never later than now; empty where it does not say.
  private Optional<Instant> shown(Identity identity) {
    var now = clock.instant();
    return identity
        .authenticated()
        .filter(at -> at.isBefore(now.plus(OTHER_CLOCK)))
        .map(at -> at.isBefore(now) ? at : now);
  }

  private PersonId joined(Identity identity, Role role) {
    return trail.together(() -> {
      var person =
          people.add(identity.name().filter(Person::isName).orElseGet(identity::label), role);
      links.add(person.id(), identity);
      trail.record(
          AuditEvent.of(AuditKind.PERSON_JOINED, Actor.of(person), AuditSubject.person(person))
              .with("by", name())
              .with("role", role.word())
              .with("label", identity.label()));
      return person.id();
    });
  }

  private String join(OpenIdPurpose.Join join, Identity identity, HttpServletRequest request) {
    return joining.withOpenId(join.invitation(), join.name(), identity, join.kept(), request);
  }

  private String link(PersonId person, Identity identity, HttpServletRequest request) {
    requireHere(person, request);
    proof.require(new Actor(person), Optional.ofNullable(request.getSession(false)));
    var linked =
        trail.together(() -> {
          var id = links.add(person, identity);
          trail.record(
              AuditEvent.of(
                      AuditKind.OPENID_LINKED,
                      new Actor(person),
                      AuditSubject.person(people.get(person)))
                  .with("at", name())
                  .with("label", identity.label()));
          return id;
        });
    OpenIdSignIn.say(
        new OpenIdSaid(
            "%s at %s signs you in from now on. Remove it if it is not yours."
                .formatted(identity.label(), name()),
            true,
            Optional.of(linked)),
        request.getSession());
    return "/account?openid";
  }

  private String prove(OpenIdPurpose.Prove prove, Identity identity, HttpServletRequest request) {
    var person = prove.person();
    requireHere(person, request);
    if (links.find(identity).filter(person::equals).isEmpty()) {
      record.refused(Way.OPENID, Optional.of(person), request);
      throw new Refused("This account of %s is not yours here.".formatted(name()));
    }
    if (identity.authenticated().isEmpty()) {
      provider.saidNoTime();
    }
    var shown =
        shown(identity)
            .orElseThrow(() ->
                new Refused(
                    "%s does not say when you showed it who you are, so it counts as no proof here. Use your password or a passkey. If you have neither, sign in by a fresh link from an owner of the lab."
                        .formatted(name())));
    if (!clock.instant().isBefore(shown.plus(RecentProof.HOLDS))) {
      throw new Refused(
          "%s did not ask you who you are, and says that you showed it more than %d minutes ago. Sign out there and try again, or use your password or a passkey."
              .formatted(name(), RecentProof.HOLDS.toMinutes()));
    }
    proof.shown(request.getSession(), shown);
    OpenIdSignIn.say(
        new OpenIdSaid("You have shown that it is you; go on.", true, Optional.empty()),
        request.getSession());
    return prove.page();
  }

  /// They are still in whoever they were when they set out.
  private static void requireHere(PersonId person, HttpServletRequest request) {
    if (Optional.ofNullable(request.getSession(false))
        .flatMap(OpenSession::of)
        .filter(held -> held.person().equals(person) && !held.isEnded())
        .isEmpty()) {
      throw new Refused("You are not signed in any more as whoever went to the provider.");
    }
  }

  private String name() {
    return provider.name().orElseThrow();
  }
}
