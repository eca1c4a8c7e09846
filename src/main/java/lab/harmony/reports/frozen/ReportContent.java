package lab.harmony.reports.frozen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.review.SuccessRate;

/// Everything a report page says, in the order in which it says it.
///
/// @param edition which version it is, and why it was published where something is stale
/// @param question what the experiment asks
/// @param headlines the success rates, one for each model
/// @param tables the numbers behind the answer
/// @param stale what no longer fits together at the time of publishing
/// @param picture the picture that shows the answer
public record ReportContent(
    String title,
    String experiment,
    Instant publishedAt,
    String publishedBy,
    Edition edition,
    Optional<String> question,
    List<ReportBlock.Finding> findings,
    List<Headline> headlines,
    List<String> stale,
    Optional<PictureTable> picture,
    List<ReportBlock.Table> tables,
    List<ReportBlock> body,
    Provenance provenance) {

  /// What was measured on the pictures of one model.
  public record Headline(
      String model, int pictures, SuccessRate people, Optional<MachineWord> machine) {}

  /// What the machine judge found, and its measured agreement with people.
  record MachineWord(String judge, SuccessRate rate, String agreement) {}

  /// Where everything in the report came from.
  record Provenance(List<RunRecord> runs, List<PromptRecord> prompts, List<Fact> facts) {}

  /// One named value; long values are written in a monospaced type.
  record Fact(String name, String value) {}

  record RunRecord(String id, List<Fact> facts) {}

  /// One wording and how often it was used.
  record PromptRecord(String cell, String prompt, String negativePrompt) {}
}
