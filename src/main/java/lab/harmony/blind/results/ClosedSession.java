package lab.harmony.blind.results;

import lab.harmony.blind.session.SessionId;
import org.jspecify.annotations.Nullable;

/// A session by what everybody may know of it once it is closed.
///
/// @param title for people; which session it is, the id alone says
public record ClosedSession(SessionId id, String title) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClosedSession session && session.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
