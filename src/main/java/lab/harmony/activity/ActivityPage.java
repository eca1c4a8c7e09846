package lab.harmony.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A part of what happened, the newest first.
///
/// @param more whether older ones fit too
/// @param hereLast until when whoever asks has seen it; empty if they never looked
public record ActivityPage(List<Line> lines, boolean more, Optional<Instant> hereLast) {

  /// One of it.
  ///
  /// @param isNew whether others did it since whoever asks was here last
  public record Line(Happening what, boolean isNew) {}

  public ActivityPage {
    lines = List.copyOf(lines);
  }

  /// The time of the newest; empty where nothing fits.
  public Optional<Instant> newest() {
    return lines.stream().findFirst().map(line -> line.what().at());
  }
}
