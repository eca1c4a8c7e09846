package lab.harmony.blind.results.published;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.blind.SealedAdjudication;
import lab.harmony.blind.SealedClose;
import lab.harmony.blind.SealedMapping;
import lab.harmony.blind.session.TabbedLine;
import lab.harmony.workspace.Sha256;

/// Whether the file of a closed session fits itself and, where there is something from outside the
/// file to compare it with, whether it is what was sealed at its start and written down at its
/// close. A file alone cannot show the latter: whoever makes up a mapping makes up its SHA-256 as
/// well.
///
/// @param commitment what the lab showed from the start; whoever noted it then compares it
/// @param showings that were fixed at the start
/// @param answers rows that the file holds
/// @param answersSha256 of these rows; that at the close stands in the audit trail
/// @param closeSha256 of what the close wrote down; empty for sessions of before
/// @param adjudicationSha256 of what was shown where raters disagree; empty where nobody was asked
/// @param compared what of it was compared with something that was noted before
/// @param steps each thing that was looked at
public record PublishedCheck(
    String session,
    String commitment,
    int showings,
    int answers,
    String answersSha256,
    Optional<String> closeSha256,
    Optional<String> adjudicationSha256,
    Set<Noted> compared,
    List<Step> steps) {

  /// What people can have noted.
  public enum Noted {
    /// The commitment, which was shown while the session was open.
    START,
    /// The SHA-256 of what the close wrote down, which was shown afterwards.
    CLOSE,
    /// That of what was drawn when rating was stopped, which was shown from then on.
    ADJUDICATION
  }

  /// One thing that was looked at.
  ///
  /// @param words what holds, or what is wrong
  public record Step(boolean holds, String words) {}

  public PublishedCheck {
    compared = Set.copyOf(compared);
    steps = List.copyOf(steps);
  }

  /// What is wrong; empty where all of it fits.
  public List<String> problems() {
    return steps.stream().filter(step -> !step.holds()).map(Step::words).toList();
  }

  public boolean holds() {
    return problems().isEmpty();
  }

  /// The same, with a SHA-256 that somebody noted, of the start, of the close, or of when rating
  /// was stopped; nothing for none.
  public PublishedCheck against(String noted) {
    if (noted.isEmpty()) {
      return this;
    }
    if (closeSha256.filter(noted::equalsIgnoreCase).isPresent()) {
      return with(
          Noted.CLOSE,
          new Step(
              true,
              "The SHA-256 that you noted is that of the close: title, form, times, who was blind and the answers are those that it wrote down."));
    }
    if (adjudicationSha256.filter(noted::equalsIgnoreCase).isPresent()) {
      return with(
          Noted.ADJUDICATION,
          new Step(
              true,
              "The SHA-256 that you noted is that of when rating was stopped: what was shown where raters disagree, in which order and on which side, is what was drawn then."));
    }
    return with(
        Noted.START,
        step(
            noted.equalsIgnoreCase(commitment),
            "The SHA-256 that you noted is the one that the file was sealed with.",
            "You noted %s. The file was sealed with %s%s%s."
                .formatted(
                    noted,
                    commitment,
                    closeSha256.map(", and its close wrote down %s"::formatted).orElse(""),
                    adjudicationSha256
                        .map(", and what was shown where raters disagree has %s"::formatted)
                        .orElse(""))));
  }

  private PublishedCheck with(Noted noted, Step step) {
    var all = new ArrayList<>(steps);
    all.add(step);
    var both = EnumSet.of(noted);
    both.addAll(compared);
    return new PublishedCheck(
        session,
        commitment,
        showings,
        answers,
        answersSha256,
        closeSha256,
        adjudicationSha256,
        both,
        all);
  }

  /// @throws lab.harmony.blind.session.BlindProblem if it is no such file
  public static PublishedCheck of(String text) {
    var file = PublishedFile.read(text);
    var shown = shown(file);
    var steps = new ArrayList<Step>();
    var computed = new SealedMapping(file.mapping(), file.nonce()).commitment().hex();
    steps.add(
        step(
            computed.equals(file.commitment()),
            "The mapping fits the SHA-256 that the file names: with the nonce it is %s."
                .formatted(computed),
            "The mapping is not the one that was sealed: with the nonce its SHA-256 is %s, and the file names %s."
                .formatted(computed, file.commitment())));
    steps.add(
        step(
            file.nonce().matches("[0-9a-f]{64}"),
            "The nonce has 256 bits, so that nobody could find the mapping from its SHA-256 by trying.",
            "The nonce is not 256 random bits in 64 hexadecimal digits."));
    steps.add(PublishedForms.checked(file));
    steps.add(
        step(
            SealedMapping.FORMATS.stream()
                .anyMatch(format ->
                    file.mapping()
                        .startsWith(
                            "%s\nsession\t%s\nform\t%s\n"
                                .formatted(format, file.session(), file.form()))),
            "The mapping is that of session %s, and of its form.".formatted(file.session()),
            "The mapping is not that of session %s with the form %s."
                .formatted(file.session(), file.form())));
    var answers = Sha256.of(file.answers()).hex();
    steps.add(
        step(
            answers.equals(file.answersSha256()),
            "The answers fit the SHA-256 that the file names: it is %s. The audit trail of the lab has that of the close."
                .formatted(answers),
            "The answers were changed: their SHA-256 is %s, and the file says %s."
                .formatted(answers, file.answersSha256())));
    var rows = file.rows();
    var foreign =
        rows.stream()
            .filter(parts -> parts.length < 3 || !shown.contains(parts[1] + " " + parts[2]))
            .findFirst();
    steps.add(
        step(
            foreign.isEmpty(),
            "Each of the %d answers is about one of the %d showings that were fixed at the start."
                .formatted(rows.size(), shown.size()),
            "Answer %s is about something that was shown to nobody."
                .formatted(foreign.map(parts -> parts[0]).orElse(""))));
    int gap = gap(rows);
    steps.add(
        step(
            gap < 0,
            "The answers are numbered without a gap.",
            "Answer %d is missing or stands elsewhere.".formatted(gap + 1)));
    PublishedGold.checked(file)
        .ifPresent(found -> steps.add(step(found.holds(), found.words(), found.words())));
    PublishedRule.checked(file).ifPresent(steps::add);
    steps.addAll(PublishedAdjudication.checked(file));
    file.close().ifPresent(close -> steps.addAll(closed(file, close)));
    return new PublishedCheck(
        file.session(),
        file.commitment(),
        shown.size(),
        rows.size(),
        answers,
        file.close().map(close -> close.written().sha256().hex()),
        file.adjudication()
            .map(asked -> new SealedAdjudication(asked.shown(), file.nonce()).commitment().hex()),
        Set.of(),
        steps);
  }

  private static List<Step> closed(PublishedFile file, PublishedFile.Close close) {
    var sha256 = close.written().sha256().hex();
    return List.of(
        step(
            sha256.equals(close.sha256()),
            "What the close wrote down fits the SHA-256 that the file names: it is %s. The session's page and the audit trail of the lab have it, too."
                .formatted(sha256),
            "What the close wrote down was changed: its SHA-256 is %s, and the file says %s."
                .formatted(sha256, close.sha256())),
        close
            .written()
            .read()
            .map(written -> told(file, written))
            .orElseGet(() ->
                new Step(
                    false,
                    "What the close wrote down begins with “%s”, which this version of the lab does not read. Check the file with the version that published it, or a later one."
                        .formatted(close.written().text().lines().findFirst().orElse("")))));
  }

  /// Holds each fact that the close wrote down against what the file tells.
  private static Step told(PublishedFile file, SealedClose.Written written) {
    var difference = difference(file.told(written.format()), written.facts());
    return step(
        difference.isEmpty(),
        "Title, form, times, who was blind%s and the answers are those that the close wrote down."
            .formatted(
                file.adjudication().isPresent()
                    ? ", what was shown where raters disagree, what was answered to it"
                    : ""),
        "The file tells something else than its close wrote down: %s."
            .formatted(difference.orElse("")));
  }

  /// Each fact stands once on either side.
  private static Optional<String> difference(
      List<SealedClose.Fact> told, List<SealedClose.Fact> written) {
    return Stream.concat(told.stream(), written.stream())
        .map(SealedClose.Fact::name)
        .distinct()
        .flatMap(name -> {
          var here = named(told, name);
          var there = named(written, name);
          return here.equals(there) && here.size() == 1
              ? Stream.empty()
              : Stream.of(
                  "%s instead of “%s”"
                      .formatted(
                          here.isEmpty() ? "nothing" : "“%s”".formatted(words(here)),
                          words(there)));
        })
        .findFirst();
  }

  private static List<SealedClose.Fact> named(List<SealedClose.Fact> facts, String name) {
    return facts.stream().filter(fact -> fact.name().equals(name)).toList();
  }

  private static String words(List<SealedClose.Fact> facts) {
    return facts.stream().map(SealedClose.Fact::words).collect(Collectors.joining(", "));
  }

  static Step step(boolean holds, String words, String otherwise) {
    return new Step(holds, holds ? words : otherwise);
  }

  private static Set<String> shown(PublishedFile file) {
    var shown = new HashSet<String>();
    file.mapping()
        .lines()
        .map(TabbedLine::parts)
        .filter(parts -> parts[0].equals("showing") && parts.length > 2)
        .forEach(parts -> shown.add(parts[1] + " " + parts[2]));
    return shown;
  }

  /// The first place that has not the number it should have, or -1.
  private static int gap(List<String[]> rows) {
    for (int row = 0; row < rows.size(); row++) {
      if (!rows.get(row)[0].equals(String.valueOf(row + 1))) {
        return row;
      }
    }
    return -1;
  }

  /// In short, and what is not covered.
  public String sentence() {
    if (!holds()) {
      return "Session %s is not what was sealed at its start.".formatted(session);
    }
    var what = "%d showings, %d answers, commitment %s".formatted(showings, answers, commitment);
    boolean start = compared.contains(Noted.START);
    boolean close = compared.contains(Noted.CLOSE);
    var words =
        start && close
            ? "The mapping of session %s is what was sealed at its start, and all else in the file what its close wrote down: %s."
            : start
                ? "The mapping of session %s is what was sealed at its start: %s."
                : close
                    ? "The file of session %s is what its close wrote down: %s. That the mapping was sealed before shows the commitment, if you noted it while the session was open."
                    : compared.contains(Noted.ADJUDICATION)
                        ? "The file of session %s fits itself, and what was shown where raters disagree is what was drawn when rating was stopped: %s. That the mapping was sealed before shows the commitment, if you noted it while the session was open."
                        : "The file of session %s fits itself: %s. Nothing from outside it was compared: it shows what was sealed only if you noted this commitment while the session was open, or its lab says so.";
    return words.formatted(session, what) + uncovered();
  }

  private String uncovered() {
    if (closeSha256.isEmpty()) {
      return " Title, times, who was blind and the answers stand under no SHA-256 that was noted: by the file the session was closed before closes wrote them down. The audit trail of the lab has that of the answers.";
    }
    return compared.contains(Noted.CLOSE)
        ? ""
        : " Title, times, who was blind and the answers stand under the SHA-256 of the close, %s: hold it against the session's page or the audit trail."
            .formatted(closeSha256.get());
  }
}
