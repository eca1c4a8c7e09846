package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.browsers.BrowserName;
import lab.harmony.accounts.passkeys.LabAddress;
import lab.harmony.accounts.passkeys.Passkey;
import lab.harmony.accounts.passkeys.Passkeys;
import lab.harmony.accounts.passwords.Passwords;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.stereotype.Service;

/// What somebody does with their own account: their name, how they sign in, and where they are
/// signed in.
@Service
public class OwnAccount {

  private final People people;
  private final Rights rights;
  private final Passwords passwords;
  private final Passkeys passkeys;
  private final Sessions sessions;
  private final Confirmation confirmation;
  private final RecentProof proof;
  private final AuditTrail trail;

  OwnAccount(
      People people,
      Rights rights,
      Passwords passwords,
      Passkeys passkeys,
      Sessions sessions,
      Confirmation confirmation,
      RecentProof proof,
      AuditTrail trail) {
    this.people = people;
    this.rights = rights;
    this.passwords = passwords;
    this.passkeys = passkeys;
    this.sessions = sessions;
    this.confirmation = confirmation;
    this.proof = proof;
    this.trail = trail;
  }

  /// @throws IllegalArgumentException in words, if nobody can be called so
  public void rename(String name, Actor me) {
    rights.require(me, Right.OWN_ACCOUNT);
    trail.together(() -> {
      var before = people.get(me.person());
      var after = people.rename(me.person(), name);
      if (!after.name().equals(before.name())) {
        trail.record(
            AuditEvent.of(AuditKind.PERSON_RENAMED, me, AuditSubject.person(after))
                .with("from", before.name()));
      }
      return after;
    });
  }

  public boolean hasPassword(Actor me) {
    return passwords.has(me.person());
  }

  /// Chooses a password, which ends every session but the one that asks.
  ///
  /// @param before the one that holds now; of no account where there is none
  /// @throws IllegalArgumentException in words, if the one before is wrong or the new one cannot be
  /// @throws ProofNeeded if there is none before, and it is too long since they showed who they are
  /// @throws NotForgotten in words, if it holds, and the disk keeps what was remembered of the
  ///   others
  public void choosePassword(String before, String password, Actor me, HttpServletRequest request) {
    rights.require(me, Right.OWN_ACCOUNT);
    var person = people.get(me.person());
    if (passwords.has(person.id())) {
      confirmation.byPassword(before, me, request);
    } else {
      proof.require(me, Optional.ofNullable(request.getSession(false)));
    }
    var digest = passwords.digest(password, person.name());
    trail.together(() -> {
      passwords.set(person.id(), digest);
      trail.record(AuditEvent.of(AuditKind.PASSWORD_CHOSEN, me, AuditSubject.person(person)));
      return person;
    });
    sessions.endOthers(me.person(), Optional.ofNullable(request.getSession(false)));
  }

  public List<Passkey> passkeys(Actor me) {
    return passkeys.of(me.person());
  }

  /// Begins to make a passkey.
  ///
  /// @param here the session that asks
  /// @throws ProofNeeded if it is too long since they showed who they are
  public Passkeys.Making makePasskey(Actor me, LabAddress at, Optional<HttpSession> here) {
    rights.require(me, Right.OWN_ACCOUNT);
    proof.require(me, here);
    return passkeys.make(people.get(me.person()).named(), at);
  }

  /// Keeps the passkey that the browser made.
  ///
  /// @throws Passkeys.NotAccepted if it is none
  /// @throws ProofNeeded if it is too long since they showed who they are
  public void keepPasskey(
      Passkeys.Making making, String answer, Actor me, HttpServletRequest request) {
    rights.require(me, Right.OWN_ACCOUNT);
    proof.require(me, Optional.ofNullable(request.getSession(false)));
    trail.together(() -> {
      var kept = passkeys.keep(making, answer, BrowserName.of(request.getHeader("User-Agent")));
      trail.record(
          AuditEvent.of(AuditKind.PASSKEY_ADDED, me, AuditSubject.person(people.get(me.person())))
              .with("label", kept.label()));
      return kept;
    });
  }

  public void renamePasskey(String id, String label, Actor me) {
    rights.require(me, Right.OWN_ACCOUNT);
    passkeys.rename(me.person(), id, label);
  }

  /// From now on it signs nobody in, also whoever is about to come in by it.
  ///
  /// @param here the session that asks
  /// @throws ProofNeeded if it is too long since they showed who they are
  public void removePasskey(String id, Actor me, Optional<HttpSession> here) {
    rights.require(me, Right.OWN_ACCOUNT);
    proof.require(me, here);
    trail.together(() -> {
      var removed = passkeys.remove(me.person(), id);
      removed.ifPresent(label ->
          trail.record(
              AuditEvent.of(
                      AuditKind.PASSKEY_REMOVED, me, AuditSubject.person(people.get(me.person())))
                  .with("label", label)));
      return removed;
    });
    sessions.letNobodyFinish(me.person());
  }

  /// The browsers in which they are signed in.
  ///
  /// @param here the session that asks
  public List<SignedIn> sessions(Actor me, Optional<HttpSession> here) {
    return sessions.of(me.person(), here);
  }

  /// @throws NotForgotten in words, if it is over, and the disk keeps what was remembered of it
  public void endSession(SignedIn session, Actor me) {
    rights.require(me, Right.OWN_ACCOUNT);
    sessions.end(me.person(), session.id());
    ended(session.browser(), me);
  }

  /// Signs out everywhere but here.
  ///
  /// @throws NotForgotten in words, if they are over, and the disk keeps what was remembered of
  ///   them
  public void endOtherSessions(Actor me, Optional<HttpSession> here) {
    rights.require(me, Right.OWN_ACCOUNT);
    int ended = sessions.endOthers(me.person(), here);
    ended(ended + (ended == 1 ? " browser" : " browsers"), me);
  }

  private void ended(String what, Actor me) {
    trail.recordOrTell(
        AuditKind.SESSIONS_ENDED,
        () ->
            AuditEvent.of(
                    AuditKind.SESSIONS_ENDED, me, AuditSubject.person(people.get(me.person())))
                .with("what", what));
  }
}
