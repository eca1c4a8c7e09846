package lab.harmony.reports.shelf;

import java.util.List;

/// What became of the wish to publish.
public sealed interface Publication {

  record Published(PublishedReport report) implements Publication {}

  /// Nothing was written, because not all in it is up to date and the author did not say why it is
  /// to be published all the same.
  ///
  /// @param stale a sentence for each thing that is not up to date
  record NeedsReason(List<String> stale) implements Publication {

    public NeedsReason {
      stale = List.copyOf(stale);
    }

    /// What is out of date and what to do, in one text.
    public String sentence() {
      return "Not everything in it is up to date: %s Run what changed first, or say why it is to be published all the same."
          .formatted(String.join(" ", stale));
    }
  }

  /// Nothing was written; the reason says what to do.
  record Refused(String reason) implements Publication {}
}
