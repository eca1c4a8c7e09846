package lab.harmony.reports.frozen;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.json.Json;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.workspace.Found;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The data of a report as `report.json` keeps it beside the page.
///
/// @param format says how to read this file: `harmony-report/1`
/// @param answer the first finding as plain text, or the success rate with its interval
/// @param dataSha256 the digest of every picture's digest and every score that the report rests on
/// @param files the digests of the files beside this one, by name
public record FrozenReport(
    String format,
    String title,
    String experiment,
    Instant publishedAt,
    String publishedBy,
    String question,
    String answer,
    String labVersion,
    String notebookSha256,
    String dataSha256,
    Map<String, String> files,
    List<String> stale,
    List<Measured> measured,
    List<FrozenRun> runs,
    List<FrozenPicture> pictures) {

  public static final String FORMAT = "harmony-report/1";

  /// The success rates on one model's pictures, of people and apart from them of the machine.
  record Measured(String model, int pictures, Rate people, Optional<MachineRate> machine) {}

  /// A success rate with its 95 % Wilson interval; without bounds where nothing was scored.
  record Rate(
      int points, int possible, int images, Optional<Double> lower, Optional<Double> upper) {}

  record MachineRate(String judge, Rate rate, String agreement) {}

  /// @param recipe everything that decided the pictures, files with their hashes; none in reports
  ///   of before
  public record FrozenRun(
      String id,
      String submittedBy,
      Instant submittedAt,
      String state,
      String model,
      String modelSha256,
      String judge,
      String judgeSha256,
      String sampler,
      int steps,
      int width,
      int height,
      List<RecipeFact> recipe,
      String codeVersion,
      Map<String, String> environment) {

    public FrozenRun {
      // Reports of before do not say more than the fields above.
      recipe = Optional.ofNullable(recipe).map(List::copyOf).orElse(List.of());
    }
  }

  record FrozenPicture(
      String run,
      int index,
      String file,
      String sha256,
      String archetype,
      String emotion,
      double cfgScale,
      long seed,
      String model,
      String prompt,
      String negativePrompt,
      Optional<Integer> points,
      boolean intendedConflict,
      Optional<Integer> machinePoints) {}

  private static final JsonMapper MAPPER =
      Json.MAPPER
          .rebuild()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public String json() {
    return MAPPER.writeValueAsString(this) + "\n";
  }

  /// Reads what [#json()] writes.
  public static Found<FrozenReport> read(Path file) {
    return Found.json(file, MAPPER, FrozenReport.class);
  }
}
