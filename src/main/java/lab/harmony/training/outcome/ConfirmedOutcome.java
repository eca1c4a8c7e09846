package lab.harmony.training.outcome;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.workspace.AtomicFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a person said of how a training came out, in its folder's `outcome.json`.
///
/// @param by the person's name
public record ConfirmedOutcome(OutcomeLabel label, String by, Instant at) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "outcome.json";

  /// @param training the folder
  public void write(Path training) {
    AtomicFiles.write(training.resolve(FILE), JSON.writeValueAsString(this));
  }

  /// What was said last, if anything.
  public static Optional<ConfirmedOutcome> read(Path training) {
    var file = training.resolve(FILE);
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readString(file), ConfirmedOutcome.class))
          : Optional.empty();
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "%s should hold a label, a name and a time: %s".formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }
}
