package lab.harmony.accounts.invitations;

import java.util.List;
import lab.harmony.accounts.openid.OpenIdLink;
import lab.harmony.accounts.passkeys.Passkey;

/// The ways to sign in that somebody has.
///
/// @param links accounts at providers
public record WaysIn(boolean password, List<Passkey> passkeys, List<OpenIdLink> links) {

  /// None yet.
  public static final WaysIn NONE = new WaysIn(false, List.of(), List.of());

  public WaysIn {
    passkeys = List.copyOf(passkeys);
    links = List.copyOf(links);
  }

  public boolean any() {
    return password || !passkeys.isEmpty() || !links.isEmpty();
  }
}
