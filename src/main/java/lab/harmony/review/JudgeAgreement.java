package lab.harmony.review;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.design.Percents;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.stats.agreement.Agreement;
import lab.harmony.stats.agreement.CohenKappa.Pair;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;

/// How far a machine judge agrees with the people of this team, measured on the faces that both
/// have judged.
///
/// @param images faces that the judge has read
/// @param compared faces among them that a person has scored with a checklist; those of intended
///   conflict do not count
/// @param items the agreement on single checklist items; empty while nothing is compared
/// @param verdicts the agreement on perfect, acceptable, broken; empty while nothing is compared
public record JudgeAgreement(
    String judge,
    int images,
    int compared,
    Optional<Agreement> items,
    Optional<Agreement> verdicts) {

  static JudgeAgreement measured(String judge, List<RunImage> images, Map<ImageId, Score> people) {
    var read = images.stream().filter(image -> MachineVerdict.of(image).isPresent()).toList();
    var both = read.stream().filter(image -> human(image, people).isPresent()).toList();
    var items = both.stream().map(image -> itemPairs(image, people)).toList();
    var verdicts = both.stream().map(image -> List.of(verdictPair(image, people))).toList();
    return new JudgeAgreement(
        judge, read.size(), both.size(), Agreement.of(items), Agreement.of(verdicts));
  }

  /// What the judge does, as words that follow its name, never without their n.
  public String sentence() {
    return items
        .map(agreement ->
            "agrees with people on %s of the checklist items (n = %d %s)%s"
                .formatted(
                    percent(agreement.share()),
                    compared,
                    compared == 1 ? "face" : "faces",
                    kappa(agreement)))
        .orElse("has not been compared with people yet: 0 of %d faces scored".formatted(images));
  }

  /// What the sentence says, for a digest.
  public NamedFacts facts() {
    var name = NamedFacts.of(Fact.of("judge", judge));
    if (items.isEmpty()) {
      return name.with(Fact.of("faces", images));
    }
    var facts = name.with(Fact.of("compared", compared)).with(Fact.of("same", items.get().same()));
    var kappa = items.get().kappa();
    return kappa.isPresent() ? facts.with(Fact.of("kappa", kappa.getAsDouble())) : facts;
  }

  private static String kappa(Agreement agreement) {
    if (agreement.kappa().isEmpty()) {
      return "";
    }
    var value = String.format(Locale.ROOT, ", Cohen's kappa %.2f", agreement.kappa().getAsDouble());
    return agreement
        .kappaInterval()
        .map(interval ->
            value
                + String.format(
                    Locale.ROOT,
                    " (95 %% interval %.2f to %.2f)",
                    interval.lower(),
                    interval.upper()))
        .orElse(value + " (too few faces for an interval)");
  }

  private static String percent(double share) {
    return Percents.whole(share);
  }

  private static Optional<Checklist> human(RunImage image, Map<ImageId, Score> people) {
    return Optional.ofNullable(people.get(image.id()))
        .map(Score::mark)
        .filter(mark -> !mark.intendedConflict())
        .flatMap(Mark::checklist);
  }

  private static List<Pair> itemPairs(RunImage image, Map<ImageId, Score> people) {
    var person = human(image, people).orElseThrow();
    var machine = MachineVerdict.of(image).orElseThrow().checklist();
    return Stream.of(ChecklistItem.values())
        .map(item -> new Pair(person.holds(item), machine.holds(item)))
        .toList();
  }

  private static Pair verdictPair(RunImage image, Map<ImageId, Score> people) {
    return new Pair(
        human(image, people).orElseThrow().verdict(),
        MachineVerdict.of(image).orElseThrow().verdict());
  }
}
