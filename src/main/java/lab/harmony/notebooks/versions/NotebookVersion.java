package lab.harmony.notebooks.versions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.people.Signature;

/// One version of a notebook, as its file says it.
///
/// @param format says how to read it
/// @param at when it became so
/// @param by who changed it, where a person did in the lab
/// @param what was changed from the one before, in a few words
/// @param name what somebody called it so that it is kept; empty for most
/// @param sha256 of the whole text in UTF-8
/// @param pieces the SHA-256 of each piece of the text, in their order
record NotebookVersion(
    String format,
    Instant at,
    Origin origin,
    Optional<Signature> by,
    String what,
    String name,
    String sha256,
    List<String> pieces) {

  static final String FORMAT = "harmony-notebook-version/1";

  NotebookVersion {
    pieces = List.copyOf(pieces);
  }

  NotebookVersion named(String other) {
    return new NotebookVersion(format, at, origin, by, what, other, sha256, pieces);
  }

  /// The same text, of which is known by now who wrote it.
  NotebookVersion of(Change change) {
    return new NotebookVersion(
        format, at, change.origin(), change.by(), change.what(), name, sha256, pieces);
  }

  /// How a text became what it is.
  record Change(Instant at, Origin origin, Optional<Signature> by, String what) {}
}
