package lab.harmony.reports.frozen;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.reports.frozen.FrozenReport.FrozenPicture;
import lab.harmony.reports.frozen.FrozenReport.MachineRate;
import lab.harmony.reports.frozen.FrozenReport.Rate;
import lab.harmony.reports.frozen.ReportContent.Headline;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.PictureVerdict;
import lab.harmony.review.SuccessRate;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.stats.rates.RateEstimate;
import lab.harmony.workspace.Sha256;

/// The pictures, scores and runs that a report rests on.
public record FrozenData(
    List<GridPicture> pictures,
    Map<ImageId, RunImage> images,
    List<RunProvenance> runs,
    List<Headline> headlines,
    List<FrozenReport.FrozenPairs> pairs,
    String notebookSha256) {

  /// Stands for every picture and every score, and for the pairs that numbers were counted from:
  /// another picture or another score gives another digest.
  public String sha256() {
    return Sha256.of(
            pictures.stream()
                    .map(picture ->
                        "%s %s %s %s\n"
                            .formatted(
                                picture.id().run().value() + "/" + picture.id().index(),
                                picture.sha256(),
                                word(picture.human()),
                                word(picture.machine())))
                    .collect(Collectors.joining())
                + pairs.stream().map(FrozenReport.FrozenPairs::words).collect(Collectors.joining()))
        .hex();
  }

  private static String word(Optional<PictureVerdict> mark) {
    return mark.map(each -> each.points() + (each.intendedConflict() ? "i" : "")).orElse("-");
  }

  /// The same as rows, for `report.json`.
  public List<FrozenPicture> rows() {
    return pictures.stream().map(this::row).toList();
  }

  private FrozenPicture row(GridPicture picture) {
    var image = Objects.requireNonNull(images.get(picture.id()));
    var prompt = image.prompt();
    return new FrozenPicture(
        picture.id().run().value(),
        picture.id().index(),
        image.fileName(),
        picture.sha256(),
        prompt.archetype(),
        prompt.emotion(),
        prompt.cfgScale(),
        prompt.seed(),
        image.model(),
        prompt.prompt(),
        prompt.negativePrompt(),
        picture.human().map(PictureVerdict::points),
        picture.human().filter(PictureVerdict::intendedConflict).isPresent(),
        picture.machine().map(PictureVerdict::points));
  }

  static Rate rate(SuccessRate rate) {
    return new Rate(
        rate.points(),
        rate.possible(),
        rate.images(),
        rate.estimate().map(estimate -> estimate.interval().lower()),
        rate.estimate().map(estimate -> estimate.interval().upper()),
        rate.estimate().map(RateEstimate::basis));
  }

  /// What was measured, model by model.
  public List<FrozenReport.Measured> measured() {
    return headlines.stream()
        .map(headline ->
            new FrozenReport.Measured(
                headline.model(),
                headline.pictures(),
                rate(headline.people()),
                headline
                    .machine()
                    .map(machine ->
                        new MachineRate(
                            machine.judge(), rate(machine.rate()), machine.agreement()))))
        .toList();
  }
}
