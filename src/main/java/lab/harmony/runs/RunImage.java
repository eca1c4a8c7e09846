package lab.harmony.runs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.prompts.MatrixPrompt;

/// One picture that a run made.
///
/// @param model that drew it, and behind it the adapters it drew with
/// @param fileName unique within its run, and the same for the same prompt in every run
/// @param reading what the machine judge read in it; absent when the run had no judge
public record RunImage(
    ImageId id,
    String experiment,
    String model,
    MatrixPrompt prompt,
    String fileName,
    Path file,
    String sha256,
    int width,
    int height,
    Instant createdAt,
    Optional<PartsReading> reading) {}
