package lab.harmony.reports.frozen;

import java.time.Instant;
import java.util.List;

/// Which version of a report a page is, and what its author says of that.
///
/// @param line the name that all versions of one report share; empty in reports of before
/// @param version 1 for the first
/// @param changes what changed since the version before, in the author's words; empty in the first
/// @param staleReason why it is published although not all in it is up to date, in the author's
///   words; empty where all is
/// @param earlier the versions before it that were there, the newest first
public record Edition(
    String line, int version, String changes, String staleReason, List<Earlier> earlier) {

  /// The only version of a report that says nothing of versions.
  public static final Edition FIRST = new Edition("", 1, "", "", List.of());

  public Edition {
    if (version < 1) {
      throw new IllegalArgumentException(
          "the versions of a report count from 1, got %d".formatted(version));
    }
    earlier = List.copyOf(earlier);
  }

  /// A version before.
  ///
  /// @param name its folder
  public record Earlier(
      String name, int version, Instant publishedAt, String publishedBy, String changes) {}
}
