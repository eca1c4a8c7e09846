package lab.harmony.accounts.invitations;

import java.util.Set;

/// Which of their ways to sign in somebody keeps who chooses a new one by a link; the others end.
///
/// @param password nothing, where it is a password that they choose
/// @param others passkeys and accounts at providers, by their ids
public record KeptWays(boolean password, Set<String> others) {

  /// All of them end.
  public static final KeptWays NONE = new KeptWays(false, Set.of());

  public KeptWays {
    others = Set.copyOf(others);
  }
}
