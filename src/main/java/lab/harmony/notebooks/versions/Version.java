package lab.harmony.notebooks.versions;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.people.Signature;

/// One version of a notebook for whoever looks at the list of them.
///
/// @param by who changed it, where a person did in the lab
/// @param what was changed from the one before, in a few words
/// @param name what somebody called it; empty for most
/// @param sha256 of the whole text in UTF-8
public record Version(
    VersionId id,
    Instant at,
    Origin origin,
    Optional<Signature> by,
    String what,
    String name,
    String sha256) {

  static Version of(VersionId id, NotebookVersion file) {
    return new Version(
        id, file.at(), file.origin(), file.by(), file.what(), file.name(), file.sha256());
  }
}
