package lab.harmony.blind.results;

import lab.harmony.blind.session.SessionId;

/// A session that is closed and holds, by what everybody may know of it.
public record ClosedSession(SessionId id, String title) {}
