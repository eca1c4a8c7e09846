package lab.harmony.reports.frozen;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.json.Json;
import lab.harmony.notebooks.results.StoredPairs;
import lab.harmony.people.PersonId;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.review.SuccessRate;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.stats.Interval;
import lab.harmony.stats.IntervalBasis;
import lab.harmony.stats.IntervalBasis.Method;
import lab.harmony.stats.IntervalBasis.Over;
import lab.harmony.stats.rates.RateEstimate;
import lab.harmony.workspace.Found;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The data of a report as `report.json` keeps it beside the page.
///
/// @param format says how to read this file: `harmony-report/1`
/// @param publishedBy what whoever published it was called then
/// @param publishedById who that is in the lab that published it; not in reports of before
/// @param answer the first finding as plain text, or the success rate with its interval
/// @param dataSha256 the digest of every picture's digest and every score that the report rests on
/// @param edition which version of a report it is; the first in reports of before
/// @param findings all findings as plain text; none in reports of before
/// @param pairs the pairs that comparisons counted, each with its faces, their points and whose
///   they are; none in reports of before
/// @param files the digests of the files beside this one, by name
public record FrozenReport(
    String format,
    String title,
    String experiment,
    Instant publishedAt,
    String publishedBy,
    Optional<PersonId> publishedById,
    Edition edition,
    String question,
    String answer,
    List<FrozenFinding> findings,
    String labVersion,
    String notebookSha256,
    String dataSha256,
    Map<String, String> files,
    List<String> stale,
    List<Measured> measured,
    List<FrozenRun> runs,
    List<FrozenPicture> pictures,
    List<FrozenPairs> pairs) {

  public static final String FORMAT = "harmony-report/1";

  public FrozenReport {
    // Reports of before have one version and say their first finding alone.
    edition = Optional.ofNullable(edition).orElse(Edition.FIRST);
    findings = Optional.ofNullable(findings).map(List::copyOf).orElse(List.of());
    pairs = Optional.ofNullable(pairs).map(List::copyOf).orElse(List.of());
  }

  /// A finding as plain text.
  ///
  /// @param status `confirmed`, `open` or `rejected`
  public record FrozenFinding(String status, String text) {}

  /// The success rates on one model's pictures, of people and apart from them of the machine.
  record Measured(String model, int pictures, Rate people, Optional<MachineRate> machine) {

    /// `61 % (22 of 36 points, n = 12 images, 95 % interval 45 to 75 %) by people, doodle-base`.
    private Optional<String> sentence() {
      return people
          .sentence()
          .map(said -> "%s by people, %s".formatted(said, model))
          .or(() ->
              machine.flatMap(judged ->
                  judged
                      .rate()
                      .sentence()
                      .map(said ->
                          "%s by the machine judge %s, %s"
                              .formatted(said, judged.judge(), model))));
    }
  }

  /// A success rate with its 95 % interval; without bounds where nothing was scored.
  ///
  /// @param basis what the interval rests on; reports of before do not say it, theirs are over
  ///   points
  record Rate(
      int points,
      int possible,
      int images,
      Optional<Double> lower,
      Optional<Double> upper,
      Optional<IntervalBasis> basis) {

    Rate {
      // Reports of before have no such field.
      basis = Optional.ofNullable(basis).flatMap(it -> it);
    }

    /// The rate with everything that belongs to it; empty where nothing was scored, or the numbers
    /// do not fit each other.
    private Optional<String> sentence() {
      try {
        return lower.isEmpty() || upper.isEmpty() || images < 1
            ? Optional.empty()
            : Optional.of(
                new SuccessRate(
                        points,
                        images,
                        Optional.of(
                            new RateEstimate(
                                points / (double) (images * SuccessRate.POINTS_PER_IMAGE),
                                new Interval(lower.get(), upper.get()),
                                basis.orElseGet(() ->
                                    new IntervalBasis(Over.POINTS, possible, Method.INDEPENDENT)))))
                    .sentence());
      } catch (IllegalArgumentException writtenByHand) {
        return Optional.empty();
      }
    }
  }

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

  /// What a cell counted two by two.
  ///
  /// @param cell the cell of the notebook
  /// @param first the name of what the first face of each pair is by
  /// @param by whose points they are, in words
  record FrozenPairs(String cell, String first, String second, String by, List<FrozenPair> pairs) {

    static FrozenPairs of(String cell, StoredPairs counted, Map<ImageId, String> digests) {
      return new FrozenPairs(
          cell,
          counted.first(),
          counted.second(),
          counted.by(),
          counted.pairs().stream()
              .map(pair ->
                  new FrozenPair(
                      pair.at(),
                      pair.prompt(),
                      FrozenFace.of(pair.first(), digests),
                      FrozenFace.of(pair.second(), digests)))
              .toList());
    }

    /// A line for each pair.
    String words() {
      return pairs.stream()
          .map(pair ->
              "%s %s %d %s %s\n"
                  .formatted(cell, by, pair.prompt, pair.first.words(), pair.second.words()))
          .collect(Collectors.joining());
    }
  }

  /// @param at what both were asked for
  /// @param prompt one number for the pairs of one prompt
  record FrozenPair(String at, int prompt, FrozenFace first, FrozenFace second) {}

  /// @param sha256 of the picture; empty where the lab did not have it any more
  record FrozenFace(String run, int index, Optional<String> sha256, int points) {

    static FrozenFace of(StoredPairs.Face face, Map<ImageId, String> digests) {
      return new FrozenFace(
          face.image().run().value(),
          face.image().index(),
          Optional.ofNullable(digests.get(face.image())),
          face.points());
    }

    private String words() {
      return "%s/%d %s %d".formatted(run, index, sha256.orElse("-"), points);
    }
  }

  private static final JsonMapper MAPPER =
      Json.MAPPER
          .rebuild()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /// The main number with n, interval and judge: that of people where they scored, otherwise the
  /// machine's. Empty where nothing was scored.
  public String mainNumber() {
    return measured.stream()
        .map(Measured::sentence)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  /// Some of its pictures, spread over all.
  ///
  /// @throws IllegalArgumentException where one is of a run that cannot be
  public List<ImageId> faces(int most) {
    var shown = Math.min(most, pictures.size());
    return IntStream.range(0, shown)
        .mapToObj(place -> pictures.get(place * pictures.size() / shown))
        .map(picture -> new ImageId(new RunId(picture.run()), picture.index()))
        .toList();
  }

  /// The runs of all its pictures.
  ///
  /// @throws IllegalArgumentException where one is of a run that cannot be
  public Set<RunId> runIds() {
    return pictures.stream()
        .map(picture -> new RunId(picture.run()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// How many models' pictures were measured.
  public int models() {
    return measured.size();
  }

  public String json() {
    return MAPPER.writeValueAsString(this) + "\n";
  }

  /// Reads what [#json()] writes.
  public static Found<FrozenReport> read(Path file) {
    return Found.json(file, MAPPER, FrozenReport.class);
  }
}
