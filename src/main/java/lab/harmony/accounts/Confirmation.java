package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.SignInRecord.Way;
import lab.harmony.accounts.passkeys.LabAddress;
import lab.harmony.accounts.passkeys.Passkeys;
import lab.harmony.accounts.passwords.Passwords;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.accounts.proof.SignInAttempts;
import lab.harmony.accounts.proof.SignInAttempts.Attempt;
import lab.harmony.accounts.proof.SignInAttempts.Tried;
import lab.harmony.people.Actor;
import org.springframework.stereotype.Service;

/// Showing once more who one is, on a page that one is signed in on: what [RecentProof] asks for.
@Service
public class Confirmation {

  private final Passwords passwords;
  private final Passkeys passkeys;
  private final OpenIdSignIn openId;
  private final SignInAttempts attempts;
  private final SignInRecord record;
  private final RecentProof proof;

  Confirmation(
      Passwords passwords,
      Passkeys passkeys,
      OpenIdSignIn openId,
      SignInAttempts attempts,
      SignInRecord record,
      RecentProof proof) {
    this.passwords = passwords;
    this.passkeys = passkeys;
    this.openId = openId;
    this.attempts = attempts;
    this.record = record;
    this.proof = proof;
  }

  /// By what somebody can show who they are.
  ///
  /// @param account whether by one at the provider that the lab knows now
  public record Ways(boolean password, boolean passkey, boolean account) {

    /// Whether by one that the lab itself checks.
    public boolean here() {
      return password || passkey;
    }
  }

  public Ways ways(Actor me) {
    return new Ways(
        passwords.has(me.person()), !passkeys.of(me.person()).isEmpty(), openId.proves(me));
  }

  /// Shows it by the password, as slowly as anybody who guesses.
  ///
  /// @throws IllegalArgumentException in words, if it is another, or comes too early
  public void byPassword(String password, Actor me, HttpServletRequest request) {
    var person = me.person().value();
    var own = new Tried(person, Optional.of("own page of " + person));
    var begun = attempts.begin(new Attempt(request.getRemoteAddr(), List.of(own)));
    begun
        .heldUp()
        .ifPresent(wait -> {
          throw new IllegalArgumentException(
              "Too many wrong passwords. Try again in %d s.".formatted(wait.toSeconds() + 1));
        });
    if (!passwords.fits(Optional.of(me.person()), password)) {
      record.refused(Way.PASSWORD, Optional.of(me.person()), request);
      throw new IllegalArgumentException("This is not the password that you have now.");
    }
    attempts.right(begun, person);
    proof.shown(request.getSession());
  }

  /// Where a browser shows it by an account at the provider.
  ///
  /// @param page the path of the page to which it comes back
  public String byAccount(Actor me, String page, HttpServletRequest request) {
    return openId.prove(me, page, request.getSession());
  }

  /// What the provider is called.
  public String provider() {
    return openId.name().orElse("");
  }

  /// Begins to ask for a passkey.
  public Passkeys.Asking ask(LabAddress at) {
    return passkeys.ask(at);
  }

  /// Shows it by a passkey.
  ///
  /// @throws IllegalArgumentException in words, if it is somebody else's
  /// @throws Passkeys.NotAccepted if it is nobody's here
  public void byPasskey(
      Passkeys.Asking asking, String answer, Actor me, HttpServletRequest request) {
    if (!passkeys.person(asking, answer).equals(me.person())) {
      record.refused(Way.PASSKEY, Optional.of(me.person()), request);
      throw new IllegalArgumentException("This passkey is somebody else's.");
    }
    proof.shown(request.getSession());
  }
}
