package lab.harmony.blind.results.telling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import lab.harmony.blind.results.findings.BlindFindings;
import lab.harmony.blind.results.findings.RaterAgreement;
import lab.harmony.blind.results.findings.RaterPassport;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.session.Blindness;
import lab.harmony.design.Percents;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;
import lab.harmony.stats.agreement.PromptInterval;
import lab.harmony.stats.rates.Wilson;

/// What a closed session told, section by section: once for its page, its cell and its report.
public final class BlindTelling {

  private static final String LEFT = "Left preferred";

  private static final String ORDERS =
      " Of orders each two faces count for themselves, of which half are the same by chance; left is what lies before the other.";

  private BlindTelling() {}

  public static List<ToldSection> of(BlindResults results) {
    var all = new ArrayList<>(ofArms(results));
    AdjudicationTelling.each(results.session()).ifPresent(all::add);
    all.addAll(raters(results.session(), results.passports()));
    return all;
  }

  /// The same without what it says of each rater, for those who only read.
  public static List<ToldSection> ofArms(BlindResults results) {
    var all = new ArrayList<ToldSection>();
    var session = results.session();
    results
        .blind()
        .ifPresentOrElse(
            found -> {
              findings("What one may say", results, found, all);
              guests(results).ifPresent(words -> all.set(0, all.getFirst().with(words)));
            },
            () ->
                all.add(
                    new ToldSection(
                        "What one may say",
                        List.of(
                            results.all().isEmpty()
                                ? "Nothing was answered."
                                : "Nothing was answered by anybody who was blind: what follows is no blind judgement."),
                        List.of())));
    results.ending().reversed().forEach(words -> all.set(0, all.getFirst().with(words)));
    results
        .withoutGuests()
        .ifPresent(
            found -> findings("Without guests, whose blindness is not known", results, found, all));
    results
        .all()
        .ifPresent(found ->
            findings(
                results.blind().isPresent()
                    ? "With raters who were not blind"
                    : "By raters who were not blind",
                results,
                found,
                all));
    AdjudicationTelling.after(results).ifPresent(all::add);
    results.machines().forEach(machine -> all.add(MachineTelling.of(session, machine)));
    return all;
  }

  private static Optional<String> guests(BlindResults results) {
    var session = results.session();
    boolean any =
        session.rated().stream()
            .anyMatch(one -> session.raters().get(one.rater()).blindness() == Blindness.NOT_KNOWN);
    return any
        ? Optional.of(
            results.withoutGuests().isPresent()
                ? "Guests are among these raters. Whether a guest was blind is not known: who sits at their browser, and what they saw before, the lab cannot know. What it comes to without them stands below."
                : "All of it was said by guests. Whether they were blind is not known: who sits at their browser, and what they saw before, the lab cannot know.")
        : Optional.empty();
  }

  private static void findings(
      String heading, BlindResults results, BlindFindings found, List<ToldSection> all) {
    var session = results.session();
    var paragraphs = new ArrayList<>(results.claims(found));
    paragraphs.add(
        "%d answers of %s; what somebody was shown again counts for their steadiness alone. Intervals are over prompts where several faces stand behind one: raters, scales, seeds and items go together."
            .formatted(
                found.answers(), found.raters() == 1 ? "1 rater" : found.raters() + " raters"));
    var tables = new ArrayList<ToldTable>();
    if (!found.arms().isEmpty()) {
      tables.add(ArmTables.rates(session, found));
    }
    if (!found.comparisons().isEmpty()) {
      tables.add(ArmTables.comparisons(session, found));
    }
    ArmTables.strengths(session, found).ifPresent(tables::add);
    all.add(new ToldSection(heading, paragraphs, tables));
    all.add(agreement(found.agreement(), Optional.of(found.by())));
  }

  /// How far raters agree; it tells no arm.
  public static ToldSection agreement(List<RaterAgreement> all) {
    return agreement(all, Optional.empty());
  }

  /// @param by whose answers stand behind it, where they are told
  private static ToldSection agreement(List<RaterAgreement> all, Optional<Set<Integer>> by) {
    return new ToldSection(
        "How far raters agree",
        List.of(
            "Alpha is 1 where raters always say the same and 0 where they agree as by chance. Above 0.8 one may rely on what a rater says, above 0.667 conclusions are tentative; what counts is the lower end of the interval. It is over prompts, since all that is said of one goes together, and there is none of fewer than %d, or of fewer than %s."
                .formatted(
                    PromptInterval.FEWEST,
                    all.stream().anyMatch(RaterAgreement::bothWays)
                        ? "%d in which raters differ".formatted(PromptInterval.FEWEST_VARIED)
                        : "%d in which anything but the most frequent value was said or %d in which raters differ"
                            .formatted(
                                PromptInterval.FEWEST_VARIED, PromptInterval.FEWEST_DIFFERING))),
        List.of(
            new ToldTable(
                "Agreement of raters",
                List.of(
                    "On",
                    "Krippendorff's alpha",
                    "95 % interval",
                    "Rated by two or more",
                    "Prompts",
                    "Left out"),
                all.stream()
                    .map(one ->
                        List.of(
                            one.of(),
                            one.alpha()
                                .alpha()
                                .found()
                                .map(BlindTelling::two)
                                .orElseGet(() -> ArmTables.reason(one.alpha().alpha())),
                            one.alpha()
                                .interval()
                                .found()
                                .map(it -> two(it.lower()) + " to " + two(it.upper()))
                                .orElseGet(() -> noInterval(one)),
                            String.valueOf(one.units()),
                            String.valueOf(one.prompts()),
                            "%d of %d".formatted(one.leftOut(), one.answers())))
                    .toList(),
                by.map(raters ->
                        all.stream()
                            .map(one ->
                                new RowsBehind(
                                    "all of these raters on " + one.of(),
                                    raters,
                                    new Counting.OfAgreement()))
                            .toList())
                    .orElse(List.of()))));
  }

  private static String noInterval(RaterAgreement one) {
    return one.alpha().alpha().found().isEmpty()
        ? "–"
        : one.alpha()
            .interval()
            .whyMissing()
            .filter(Reason.TOO_RARE::equals)
            .filter(_ -> one.bothWays())
            .map(_ -> "raters differ in too few prompts")
            .orElseGet(() -> ArmTables.reason(one.alpha().interval()));
  }

  /// What shows how each rates; it tells no arm.
  public static List<ToldSection> raters(RatedSession session, List<RaterPassport> passports) {
    var header =
        new ArrayList<>(
            List.of("Rater", "Blind", "Answers", "Same again", "Same as others", "Seconds"));
    boolean sides = passports.stream().anyMatch(passport -> passport.left().isPresent());
    if (sides) {
      header.add(LEFT);
    }
    var rows = new ArrayList<List<String>>();
    for (var passport : passports) {
      var rater = session.raters().get(passport.rater());
      var row =
          new ArrayList<>(
              List.of(
                  rater.name(),
                  rater.blindness().words(),
                  String.valueOf(passport.answers()),
                  sameAgain(passport, "–"),
                  others(passport),
                  seconds(passport)));
      if (sides) {
        row.add(left(passport));
      }
      rows.add(row);
    }
    var all = new ArrayList<ToldSection>();
    all.add(
        new ToldSection(
            "Raters",
            List.of(
                "How somebody rates, and no ranking of people: who differs from others may see more than they do. Seconds are medians of the first and of the second half."
                    + (passports.stream().anyMatch(RaterPassport::ordered) ? ORDERS : "")),
            List.of(
                new ToldTable(
                    "Raters",
                    header,
                    rows,
                    passports.stream()
                        .map(passport ->
                            new RowsBehind(
                                session.raters().get(passport.rater()).name(),
                                Set.of(passport.rater()),
                                new Counting.OfRater()))
                        .toList()))));
    if (passports.stream().anyMatch(passport -> passport.gold().isPresent())) {
      all.add(GoldTelling.of(session, passports));
    }
    return all;
  }

  /// A passport in lines of what and how much.
  public static ToldTable passport(RaterPassport passport) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("Answers", String.valueOf(passport.answers())));
    rows.add(
        List.of(
            passport.ordered()
                ? "Same again, of each two faces of what came twice"
                : "Same again, of what came twice",
            sameAgain(passport, "nothing came twice yet")));
    rows.add(
        List.of(
            passport.ordered()
                ? "Same as others, of each two faces of the same"
                : "Same as others, of the same",
            others(passport)));
    rows.add(List.of("Seconds for each, the median", seconds(passport)));
    passport.left().ifPresent(_ -> rows.add(List.of(LEFT, left(passport))));
    passport
        .gold()
        .ifPresent(hits -> rows.add(List.of("Gold pictures right", GoldTelling.words(hits))));
    return new ToldTable("Your passport", List.of("What", "How much"), rows);
  }

  /// Of orders each two faces count, which go together: of these no interval is said.
  private static String left(RaterPassport passport) {
    return passport
        .left()
        .map(left ->
            Wilson.of(left, ConfidenceLevel.PERCENT_95)
                .found()
                .filter(_ -> !passport.ordered())
                .map(in ->
                    "%s, 95 %% interval %s"
                        .formatted(share(left), Percents.range(in.lower(), in.upper())))
                .orElseGet(() -> share(left)))
        .orElse("–");
  }

  private static String sameAgain(RaterPassport passport, String none) {
    return passport
        .sameAgain()
        .found()
        .map(
            it -> "%s, 95 %% interval %s".formatted(share(passport.same()), ArmTables.interval(it)))
        .orElse(none);
  }

  private static String others(RaterPassport passport) {
    return passport
        .withOthers()
        .found()
        .map(it ->
            "%s, 95 %% interval %s".formatted(share(passport.others()), ArmTables.interval(it)))
        .orElse("nobody else rated the same");
  }

  private static String seconds(RaterPassport passport) {
    return "%s, later %s".formatted(seconds(passport.early()), seconds(passport.late()));
  }

  private static String seconds(OptionalDouble seconds) {
    return seconds.isEmpty() ? "–" : Percents.plain(seconds.getAsDouble(), 1);
  }

  static String share(Proportion proportion) {
    return proportion
        .share()
        .found()
        .map(rate ->
            "%s (%d of %d)"
                .formatted(Percents.whole(rate), proportion.successes(), proportion.trials()))
        .orElse("–");
  }

  static String two(double value) {
    return Percents.plain(value, 2);
  }
}
