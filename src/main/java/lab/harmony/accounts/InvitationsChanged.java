package lab.harmony.accounts;

/// Links that wait to be used are others than before.
public record InvitationsChanged() {}
