package lab.harmony.reports.shelf;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.harmony.people.PersonId;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;

/// A report as it lies in the workspace; what it says never changes.
///
/// @param publishedBy what whoever published it is called now; its page keeps the name of then
/// @param author who published it, where the report says so by an id
/// @param question what the experiment asked; empty if it did not say
/// @param answer the finding in one sentence, or the success rate with its interval
/// @param findings all that the team concluded, as plain text
/// @param measured the main number with n, interval and judge; empty where nothing was scored
/// @param faces some of its pictures; the lab may not have them any more
/// @param runs of all its pictures
/// @param tags the words under which it is found; they may change
/// @param page the HTML page
/// @param pageSha256 the digest of the page as it was published
public record PublishedReport(
    ReportName name,
    String title,
    String experiment,
    Instant publishedAt,
    String publishedBy,
    Optional<PersonId> author,
    Version version,
    String question,
    String answer,
    List<String> findings,
    String measured,
    List<ImageId> faces,
    Set<RunId> runs,
    List<String> tags,
    Path page,
    String pageSha256) {

  public PublishedReport {
    findings = List.copyOf(findings);
    faces = List.copyOf(faces);
    runs = Set.copyOf(runs);
    tags = List.copyOf(tags);
  }

  /// Which version of a report it is.
  ///
  /// @param line what all its versions share
  /// @param number 1 for the first
  /// @param changes what changed since the version before, as its author said
  /// @param staleReason why it was published although not all in it was up to date
  public record Version(String line, int number, String changes, String staleReason) {}
}
