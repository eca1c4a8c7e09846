package lab.harmony.reports;

import java.nio.file.Path;
import java.time.Instant;

/// A report as it lies in the workspace; what it says never changes.
///
/// @param question what the experiment asked; empty if it did not say
/// @param answer the finding in one sentence, or the success rate with its interval
/// @param page the HTML page
/// @param pageSha256 the digest of the page as it was published
public record PublishedReport(
    ReportName name,
    String title,
    String experiment,
    Instant publishedAt,
    String publishedBy,
    String question,
    String answer,
    Path page,
    String pageSha256) {}
