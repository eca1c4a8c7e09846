package lab.harmony.blind.results.published;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.blind.PublishedSession;
import lab.harmony.blind.SealedAdjudication;
import lab.harmony.blind.rule.Disagreements;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.TabbedLine;
import lab.harmony.workspace.Sha256;

/// Whether what a published file says of who was asked where raters disagree fits: what was shown
/// is what was written down when rating was stopped, it is exactly where raters disagree, found out
/// anew from their answers, and each answer is about something of it.
final class PublishedAdjudication {

  private static final String UNREADABLE =
      "What was put to whoever was asked where raters disagree cannot be read, so nothing shows that it is where they do.";

  /// Where a row of answers has when it came.
  private static final int ANSWERED_AT = 3;

  /// Where it has what it counts as, what was said, and whether a conflict was taken as meant.
  private static final int COUNTS_AS = 4;

  private static final int SAID = 5;
  private static final int INTENDED = 6;
  private static final int COLUMNS = 7;

  private final PublishedFile file;
  private final PublishedFile.Adjudication said;
  private final SealedAdjudication shown;

  private PublishedAdjudication(PublishedFile file, PublishedFile.Adjudication said) {
    this.file = file;
    this.said = said;
    this.shown = new SealedAdjudication(said.shown(), file.nonce());
  }

  /// Nothing of sessions in which nobody was asked.
  static List<PublishedCheck.Step> checked(PublishedFile file) {
    return file.adjudication()
        .map(said -> new PublishedAdjudication(file, said).steps())
        .orElse(List.of());
  }

  private List<PublishedCheck.Step> steps() {
    var steps = new ArrayList<PublishedCheck.Step>();
    var computed = shown.commitment().hex();
    steps.add(
        PublishedCheck.step(
            computed.equals(said.shownSha256()),
            "What was shown where raters disagree fits the SHA-256 that the file names: with the nonce it is %s. The audit trail of the lab has it of when rating was stopped."
                .formatted(computed),
            "What was shown where raters disagree was changed: with the nonce its SHA-256 is %s, and the file says %s."
                .formatted(computed, said.shownSha256())));
    var first = said.shown().lines().findFirst().orElse("");
    if (!first.equals(SealedAdjudication.FORMAT)) {
      steps.add(
          PublishedCheck.step(
              false,
              "",
              "What was shown where raters disagree begins with “%s”, which this version of the lab does not read. Check the file with the version that published it, or a later one."
                  .formatted(first)));
      return steps;
    }
    try {
      steps.add(where());
      steps.add(times());
    } catch (RuntimeException notRead) {
      steps.add(PublishedCheck.step(false, "", UNREADABLE));
    }
    steps.add(answers());
    return steps;
  }

  /// Whether it is that of this session and of exactly what its raters disagree on.
  private PublishedCheck.Step where() {
    if (!said.shown()
        .startsWith("%s\nsession\t%s\n".formatted(SealedAdjudication.FORMAT, file.session()))) {
      return PublishedCheck.step(
          false,
          "",
          "What was shown where raters disagree is not that of session %s."
              .formatted(file.session()));
    }
    var begun = shown.begun().orElseThrow();
    var uncounted =
        file.raters().stream()
            .filter(rater -> rater.blindness() != Blindness.NOT_BLIND)
            .map(rater -> String.valueOf(rater.number()))
            .filter(rater -> !shown.counted().contains(rater))
            .findFirst();
    if (uncounted.isPresent()) {
      return PublishedCheck.step(
          false,
          "",
          "Rater %s was blind, and did not count when it was found out where raters disagree."
              .formatted(uncounted.get()));
    }
    if (file.takenOut().stream().anyMatch(out -> Instant.parse(out.at()).isAfter(begun))) {
      return PublishedCheck.step(
          false,
          "",
          "Answers were taken out after rating was stopped, so where raters disagreed then cannot be found out from the file.");
    }
    var record = PublishedRecord.of(file);
    var counted = PublishedRecord.people(record, shown.counted());
    Map<String, Set<String>> arms = new HashMap<>();
    for (var unit : Disagreements.of(record, counted).units()) {
      arms.put(
          String.valueOf(unit.number() + 1),
          unit.pictures().stream()
              .map(picture -> String.valueOf(picture.arm() + 1))
              .collect(Collectors.toSet()));
    }
    Map<String, Set<String>> put = new HashMap<>();
    for (var one : shown.shown()) {
      put.put(one.unit(), Set.copyOf(one.arms()));
    }
    return PublishedCheck.step(
        put.equals(arms) && put.size() == shown.shown().size(),
        "What was shown is exactly where raters disagree, %s, as follows from their answers."
            .formatted(put.size() == 1 ? "once" : put.size() + " times"),
        "What was shown is not where raters disagree: from their answers follow %d of these, and %d were shown."
            .formatted(arms.size(), put.size()));
  }

  /// Whether nothing of raters came after rating was stopped, and nothing of whoever was asked
  /// before.
  private PublishedCheck.Step times() {
    var begun = shown.begun().orElseThrow();
    if (begun.isBefore(Instant.parse(file.opened()))
        || begun.isAfter(Instant.parse(file.closed()))) {
      return PublishedCheck.step(
          false,
          "",
          "Rating was stopped at %s, and the session was open from %s to %s."
              .formatted(begun, file.opened(), file.closed()));
    }
    var late = file.rows().stream().filter(row -> at(row).isAfter(begun)).findFirst();
    var before = asked().stream().filter(row -> at(row).isBefore(begun)).findFirst();
    return PublishedCheck.step(
        late.isEmpty() && before.isEmpty(),
        "Raters answered before rating was stopped at %s, and whoever was asked after that."
            .formatted(begun),
        late.map(row ->
                "Answer %s of a rater came at %s, after rating was stopped at %s."
                    .formatted(row[0], row[ANSWERED_AT], begun))
            .or(() ->
                before.map(row ->
                    "Answer %s where raters disagree came at %s, before rating was stopped at %s."
                        .formatted(row[0], row[ANSWERED_AT], begun)))
            .orElse(""));
  }

  private static Instant at(String[] row) {
    return Instant.parse(row[ANSWERED_AT]);
  }

  private List<String[]> asked() {
    return said.answers().lines().skip(1).map(TabbedLine::parts).toList();
  }

  private PublishedCheck.Step answers() {
    var computed = Sha256.of(said.answers()).hex();
    if (!computed.equals(said.answersSha256())) {
      return PublishedCheck.step(
          false,
          "",
          "What was answered where raters disagree was changed: its SHA-256 is %s, and the file says %s."
              .formatted(computed, said.answersSha256()));
    }
    var positions = new HashSet<String>();
    shown.shown().forEach(one -> positions.add(one.position()));
    var rows = asked();
    var seat = String.valueOf(file.raters().size() + 1);
    var foreign =
        rows.stream()
            .filter(parts ->
                parts.length < COLUMNS || !parts[1].equals(seat) || !positions.contains(parts[2]))
            .findFirst();
    var unsaid = rows.stream().filter(parts -> !isAnswer(parts)).findFirst();
    return PublishedCheck.step(
        foreign.isEmpty() && unsaid.isEmpty(),
        "Each of the %d answers to that is about something of it, and one of this form."
            .formatted(rows.size()),
        foreign
            .map(parts ->
                "Answer %s where raters disagree is about something that was not shown."
                    .formatted(parts[0]))
            .or(() ->
                unsaid.map(parts ->
                    "Answer %s where raters disagree says “%s”, which is no answer of the form %s."
                        .formatted(parts[0], parts[SAID], form())))
            .orElse(""));
  }

  private String form() {
    return file.mapping()
        .lines()
        .map(TabbedLine::parts)
        .filter(parts -> parts[0].equals("form"))
        .map(parts -> parts[1])
        .findFirst()
        .orElse("");
  }

  /// Whether a row says something that can be answered in this form, in its words alone.
  private boolean isAnswer(String[] row) {
    if (row.length < COLUMNS) {
      return true; // told as being about nothing that was shown
    }
    if (row[SAID].equals(PublishedRecord.NOTHING)) {
      return row[COUNTS_AS].equals(PublishedRecord.WITHDRAWAL);
    }
    try {
      var form = BlindForm.of(form());
      boolean intended = Boolean.parseBoolean(row[INTENDED]);
      return PublishedSession.said(PublishedGold.answer(form.code(), row[SAID], intended))
          .equals(row[SAID]);
    } catch (RuntimeException notRead) {
      return false;
    }
  }
}
