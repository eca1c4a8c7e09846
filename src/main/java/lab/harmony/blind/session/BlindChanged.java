package lab.harmony.blind.session;

/// Something of a session is another than before: it was started, answered or closed.
public record BlindChanged(SessionId session) {}
