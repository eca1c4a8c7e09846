package lab.harmony.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.design.Percents;
import lab.harmony.design.RateWords;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;
import lab.harmony.stats.agreement.Agreement;
import lab.harmony.stats.agreement.CohenKappa;
import lab.harmony.stats.agreement.CohenKappa.Pair;
import lab.harmony.stats.agreement.PromptInterval;
import lab.harmony.stats.rates.FaceOutcome;
import lab.harmony.stats.rates.RateEstimate;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;

/// How far a machine judge agrees with the people of this team, measured on the faces that both
/// have judged.
///
/// @param images faces that the judge has read
/// @param compared faces among them that a person has scored with a checklist; those of intended
///   conflict do not count
/// @param items the agreement on single checklist items; empty while nothing is compared
/// @param share of the items on which they agree, with its interval; missing while nothing is
///   compared
/// @param kappa of the items, with its interval over prompts
public record JudgeAgreement(
    String judge,
    int images,
    int compared,
    Optional<Agreement> items,
    Answer<RateEstimate> share,
    CohenKappa.Clustered kappa) {

  static JudgeAgreement measured(String judge, List<RunImage> images, Map<ImageId, Score> people) {
    var read = images.stream().filter(image -> MachineVerdict.of(image).isPresent()).toList();
    var both = read.stream().filter(image -> human(image, people).isPresent()).toList();
    var items = both.stream().map(image -> itemPairs(image, people)).toList();
    var byPrompt = new LinkedHashMap<PromptPlace, List<Pair>>();
    var faces = new ArrayList<FaceOutcome>();
    for (int at = 0; at < both.size(); at++) {
      var asked = both.get(at).prompt();
      var prompt = new PromptPlace(asked.archetype(), asked.emotion());
      var pairs = items.get(at);
      byPrompt.computeIfAbsent(prompt, _ -> new ArrayList<>()).addAll(pairs);
      int same = (int) pairs.stream().filter(pair -> pair.first().equals(pair.second())).count();
      faces.add(new FaceOutcome(Optional.of(prompt), new Proportion(same, pairs.size())));
    }
    return new JudgeAgreement(
        judge,
        read.size(),
        both.size(),
        Agreement.of(items),
        RateEstimate.overFaces(faces),
        CohenKappa.ofPrompts(List.copyOf(byPrompt.values()), ConfidenceLevel.PERCENT_95));
  }

  /// What the judge does, as words that follow its name, never without their n and intervals.
  public String sentence() {
    return share
        .found()
        .map(estimate ->
            "agrees with people on %s of the checklist items (n = %s, 95 %% interval %s)%s"
                .formatted(
                    Percents.whole(estimate.share()),
                    faces(),
                    RateWords.interval(estimate),
                    kappaWords()))
        .orElseGet(this::nothingYet);
  }

  /// The same as labs of before said it, when its interval was over faces: what was kept of it then
  /// is known by these letters.
  public String formerSentence() {
    return items
        .map(agreement ->
            "agrees with people on %s of the checklist items (n = %s)%s"
                .formatted(Percents.whole(agreement.share()), faces(), former(agreement)))
        .orElseGet(this::nothingYet);
  }

  private String faces() {
    return "%d %s".formatted(compared, compared == 1 ? "face" : "faces");
  }

  private String nothingYet() {
    return "has not been compared with people yet: 0 of %d faces scored".formatted(images);
  }

  private String kappaWords() {
    return kappa
        .kappa()
        .found()
        .map(value ->
            String.format(Locale.ROOT, ", Cohen's kappa %.2f", value)
                + kappa
                    .interval()
                    .found()
                    .map(interval ->
                        String.format(
                            Locale.ROOT,
                            " (%.2f to %.2f over %d prompts)",
                            interval.lower(),
                            interval.upper(),
                            kappa.prompts()))
                    .orElseGet(() -> " (no interval: %s)".formatted(noInterval())))
        .orElse("");
  }

  private String noInterval() {
    return kappa.prompts() < PromptInterval.FEWEST
        ? "%d prompts, %d are needed".formatted(kappa.prompts(), PromptInterval.FEWEST)
        : kappa.interval().whyMissing().map(Reason::words).orElseThrow();
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

  private static String former(Agreement agreement) {
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
}
