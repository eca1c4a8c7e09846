package lab.harmony.notices;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import lab.harmony.people.Actor;

/// A feature with something that concerns single people; offered as a bean.
public interface PersonalNews {

  /// So much is told at once; the rest with the next look.
  int MOST = 1000;

  /// Of which kinds it tells; no other feature tells of them.
  Set<MailKind> kinds();

  /// What happened from a time on: the oldest first, at most [#MOST].
  List<PersonalNotice> since(Instant time);

  /// Whether somebody may open now what a notice of theirs leads to, and it is still there.
  ///
  /// @param key of the notice
  boolean mayOpen(Actor who, String key);
}
