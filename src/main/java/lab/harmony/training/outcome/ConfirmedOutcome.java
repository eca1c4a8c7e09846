package lab.harmony.training.outcome;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.json.Json;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.Found;

/// What a person said of how a training came out, in its folder's `outcome.json`.
///
/// @param by the person's name
public record ConfirmedOutcome(OutcomeLabel label, String by, Instant at) {

  private static final String FILE = "outcome.json";

  /// @param training the folder
  public void write(Path training) {
    AtomicFiles.write(training.resolve(FILE), Json.MAPPER.writeValueAsString(this));
  }

  /// What was said last, if anything that can be read.
  public static Optional<ConfirmedOutcome> read(Path training) {
    return in(training).readable();
  }

  /// Why what was said cannot be read, if so.
  public static Optional<FileProblem> problem(Path training) {
    return Files.exists(training.resolve(FILE), LinkOption.NOFOLLOW_LINKS)
        ? in(training).unreadable()
        : Optional.empty();
  }

  private static Found<ConfirmedOutcome> in(Path training) {
    return Found.json(training.resolve(FILE), Json.MAPPER, ConfirmedOutcome.class);
  }
}
