package lab.harmony.accounts.invitations;

/// Links that wait to be used are others than before.
public record InvitationsChanged() {}
