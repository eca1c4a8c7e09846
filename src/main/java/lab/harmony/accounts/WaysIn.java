package lab.harmony.accounts;

import java.util.List;
import lab.harmony.accounts.passkeys.Passkey;

/// The ways to sign in that somebody has.
public record WaysIn(boolean password, List<Passkey> passkeys) {
  public WaysIn {
    passkeys = List.copyOf(passkeys);
  }

  public boolean any() {
    return password || !passkeys.isEmpty();
  }
}
