package lab.harmony.accounts.proof;

/// Somebody has to show again who they are before this is done.
public final class ProofNeeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProofNeeded() {
    super(
        "Show first that it is you: it is more than %d minutes since you signed in here."
            .formatted(RecentProof.HOLDS.toMinutes()));
  }
}
