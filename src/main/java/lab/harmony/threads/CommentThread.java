package lab.harmony.threads;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.people.NamedPerson;

/// What people said about one thing, the first comment first.
///
/// @param title what it is about, as it was called when it was last seen
/// @param ended whether what it is about was deleted, whatever has its name by now
/// @param earlier how many comments there are before the first of these
/// @param changes another number after any of its comments, also of the earlier ones, was edited,
///   withdrawn or brought back
/// @param turn the last time that it was resolved or reopened
public record CommentThread(
    long id,
    Topic topic,
    String title,
    boolean resolved,
    boolean ended,
    Optional<Turn> turn,
    int earlier,
    long changes,
    List<ThreadComment> comments) {

  public CommentThread {
    comments = List.copyOf(comments);
  }

  /// That somebody resolved it, or opened it again.
  public record Turn(boolean resolved, NamedPerson by, Instant at) {}
}
