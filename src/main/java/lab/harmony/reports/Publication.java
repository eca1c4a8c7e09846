package lab.harmony.reports;

/// What became of the wish to publish.
public sealed interface Publication {

  record Published(PublishedReport report) implements Publication {}

  /// Nothing was written; the reason says what to do.
  record Refused(String reason) implements Publication {}
}
