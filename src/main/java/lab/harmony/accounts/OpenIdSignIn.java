package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.browsers.OpenSession;
import lab.harmony.accounts.invitations.Invitation;
import lab.harmony.accounts.invitations.KeptWays;
import lab.harmony.accounts.openid.OpenIdLink;
import lab.harmony.accounts.openid.OpenIdLinks;
import lab.harmony.accounts.openid.OpenIdProvider;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.stereotype.Service;

/// Signing in by an account at the provider that the settings name, as pages offer it: they lead to
/// an address, the browser goes to the provider from there, and comes back to [OpenIdReturn].
@Service
public class OpenIdSignIn {

  static final String START = "/sign-in/with";
  static final String BACK = "/sign-in/back/*";

  /// Of the session: what was said to whoever came back.
  private static final String SAID = OpenIdSignIn.class.getName() + ".said";

  /// Of the session: what somebody goes for, until they go for something else.
  private static final String NEXT = OpenIdSignIn.class.getName() + ".next";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private final OpenIdProvider provider;
  private final OpenIdLinks links;
  private final People people;
  private final Rights rights;
  private final RecentProof proof;
  private final Sessions sessions;
  private final AuditTrail trail;

  OpenIdSignIn(
      OpenIdProvider provider,
      OpenIdLinks links,
      People people,
      Rights rights,
      RecentProof proof,
      Sessions sessions,
      AuditTrail trail) {
    this.provider = provider;
    this.links = links;
    this.people = people;
    this.rights = rights;
    this.proof = proof;
    this.sessions = sessions;
    this.trail = trail;
  }

  /// What people call the provider; empty where there is none.
  public Optional<String> name() {
    return provider.name();
  }

  /// Whether it answered when it was last asked; if not, it is asked again soon.
  public boolean answers() {
    boolean answers = provider.answers();
    provider.lookSoon();
    return answers;
  }

  /// Where a browser comes in by it.
  public String address() {
    return START + "/" + OpenIdProvider.ID;
  }

  /// Where a browser goes that uses an invitation.
  ///
  /// @param token of the invitation's address
  /// @param name what whoever uses it is called; whoever is known stays called as they are
  /// @throws IllegalArgumentException in words, if nobody can be called so
  public String join(
      Invitation invitation, String token, String name, KeptWays kept, HttpSession session) {
    var called = invitation.isNew() ? Person.name(name) : people.get(invitation.person()).name();
    return address(new OpenIdPurpose.Join(invitation, token, called, kept), session);
  }

  /// Where a browser goes whose person wants to come in by their account from now on.
  ///
  /// @throws ProofNeeded if it is too long since they showed who they are
  public String link(Actor me, HttpSession session) {
    rights.require(me, Right.OWN_ACCOUNT);
    proof.require(me, Optional.of(session));
    return address(new OpenIdPurpose.Link(me.person()), session);
  }

  /// Where a browser goes whose person shows once more who they are.
  ///
  /// @param page the path of the page of the lab to which it comes back
  public String prove(Actor me, String page, HttpSession session) {
    var of = SignInFilter.isPage(page) ? page : "/account";
    return address(new OpenIdPurpose.Prove(me.person(), of), session);
  }

  /// Whether somebody can show who they are by an account: they have one at the provider of now,
  /// and it says when they showed it who they are.
  public boolean proves(Actor me) {
    return provider.saysWhen() && links(me).stream().anyMatch(provider::knows);
  }

  private record Next(String word, OpenIdPurpose purpose) {}

  private String address(OpenIdPurpose purpose, HttpSession session) {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    var word = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    session.setAttribute(NEXT, new Next(word, purpose));
    return address() + "?for=" + word;
  }

  /// For what a browser sets out, which no other page can say for it; empty where it sets out for
  /// something that this browser does not want any more. Whoever goes back in it sets out for the
  /// same again.
  static Optional<OpenIdPurpose> purpose(HttpServletRequest request) {
    var word = request.getParameter("for");
    if (word == null) {
      return isIn(request) ? Optional.empty() : Optional.of(new OpenIdPurpose.SignIn());
    }
    return Optional.ofNullable(request.getSession(false))
        .map(session -> session.getAttribute(NEXT))
        .filter(next -> next instanceof Next wanted && wanted.word.equals(word))
        .map(next -> ((Next) next).purpose);
  }

  /// Whether somebody is in in this browser.
  static boolean isIn(HttpServletRequest request) {
    return Optional.ofNullable(request.getSession(false))
        .flatMap(OpenSession::of)
        .filter(held -> !held.isEnded())
        .isPresent();
  }

  static void say(OpenIdSaid said, HttpSession session) {
    session.setAttribute(SAID, said);
  }

  /// What was to be said to whoever was here before is said to nobody.
  static void forget(HttpSession session) {
    session.removeAttribute(SAID);
  }

  /// What is said to whoever has just come back, once.
  public Optional<OpenIdSaid> said(HttpSession session) {
    var said = Optional.ofNullable((OpenIdSaid) session.getAttribute(SAID));
    session.removeAttribute(SAID);
    return said;
  }

  /// The accounts by which one comes in.
  public List<OpenIdLink> links(Actor me) {
    return links.of(me.person());
  }

  /// One of them signs nobody in from now on, also whoever is about to come in by it.
  ///
  /// @param here the session that asks
  /// @throws ProofNeeded if it is too long since they showed who they are
  public void unlink(String id, Actor me, Optional<HttpSession> here) {
    rights.require(me, Right.OWN_ACCOUNT);
    proof.require(me, here);
    trail.together(() -> {
      var removed = links.remove(me.person(), id);
      removed.ifPresent(label ->
          trail.record(
              AuditEvent.of(
                      AuditKind.OPENID_UNLINKED, me, AuditSubject.person(people.get(me.person())))
                  .with("label", label)));
      return removed;
    });
    sessions.letNobodyFinish(me.person());
  }
}
