package lab.harmony.blind.results;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lab.harmony.blind.BlindProblem;
import lab.harmony.blind.PublishedSession;
import lab.harmony.blind.SealedMapping;
import lab.harmony.json.Json;
import lab.harmony.workspace.Sha256;

/// Whether the file of a closed session fits itself and, where there is something from outside the
/// file to compare it with, whether it is what was sealed at its start. A file alone cannot show
/// the latter: whoever makes up a mapping makes up its SHA-256 as well. Title, form and who was
/// blind are under no SHA-256.
///
/// @param commitment what the lab showed from the start; whoever noted it then compares it
/// @param showings that were fixed at the start
/// @param answers rows that the file holds
/// @param answersSha256 of these rows; that at the close stands in the audit trail
/// @param compared whether something that was noted before was compared with it
/// @param steps each thing that was looked at
public record PublishedCheck(
    String session,
    String commitment,
    int showings,
    int answers,
    String answersSha256,
    boolean compared,
    List<Step> steps) {

  /// One thing that was looked at.
  ///
  /// @param words what holds, or what is wrong
  public record Step(boolean holds, String words) {}

  public PublishedCheck {
    steps = List.copyOf(steps);
  }

  /// What is wrong; empty where all of it fits.
  public List<String> problems() {
    return steps.stream().filter(step -> !step.holds()).map(Step::words).toList();
  }

  public boolean holds() {
    return problems().isEmpty();
  }

  /// The same, with the SHA-256 that somebody noted while the session was open; nothing for none.
  public PublishedCheck against(String noted) {
    if (noted.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(steps);
    all.add(
        step(
            noted.equalsIgnoreCase(commitment),
            "The SHA-256 that you noted is the one that the file was sealed with.",
            "You noted %s, and the file was sealed with %s.".formatted(noted, commitment)));
    return new PublishedCheck(session, commitment, showings, answers, answersSha256, true, all);
  }

  /// @throws BlindProblem if it is no such file
  public static PublishedCheck of(String text) {
    var file = File.read(text);
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
    steps.add(
        step(
            file.mapping().startsWith(SealedMapping.FORMAT + "\nsession\t" + file.session() + "\n"),
            "The mapping is that of session %s.".formatted(file.session()),
            "The mapping is not that of session %s.".formatted(file.session())));
    var answers = Sha256.of(file.answers()).hex();
    steps.add(
        step(
            answers.equals(file.answersSha256()),
            "The answers fit the SHA-256 that the file names: it is %s. The audit trail of the lab has that of the close."
                .formatted(answers),
            "The answers were changed: their SHA-256 is %s, and the file says %s."
                .formatted(answers, file.answersSha256())));
    var rows = rows(file);
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
    return new PublishedCheck(
        file.session(), file.commitment(), shown.size(), rows.size(), answers, false, steps);
  }

  private static Step step(boolean holds, String words, String otherwise) {
    return new Step(holds, holds ? words : otherwise);
  }

  private static Set<String> shown(File file) {
    var shown = new HashSet<String>();
    file.mapping()
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(parts -> parts[0].equals("showing") && parts.length > 2)
        .forEach(parts -> shown.add(parts[1] + " " + parts[2]));
    return shown;
  }

  private static List<String[]> rows(File file) {
    return file.answers().lines().skip(1).map(line -> line.split("\t", -1)).toList();
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

  private record File(
      String session,
      String commitment,
      String nonce,
      String mapping,
      String answers,
      String answersSha256) {

    static File read(String text) {
      try {
        var json = Json.object(text);
        if (!PublishedSession.FORMAT.equals(json.path("format").asString(""))) {
          throw new BlindProblem(
              "This is no file of a blind session: its \"format\" is \"%s\" instead of \"%s\"."
                  .formatted(json.path("format").asString(""), PublishedSession.FORMAT));
        }
        return new File(
            json.path("session").asString(""),
            json.path("commitment").asString(""),
            json.path("nonce").asString(""),
            json.path("mapping").asString(""),
            json.path("answers").asString(""),
            json.path("answersSha256").asString(""));
      } catch (BlindProblem problem) {
        throw problem;
      } catch (RuntimeException unreadable) {
        throw new BlindProblem(
            "This is no file of a blind session: %s".formatted(unreadable.getMessage()));
      }
    }
  }

  /// In one sentence.
  public String sentence() {
    var what = "%d showings, %d answers, commitment %s".formatted(showings, answers, commitment);
    if (!holds()) {
      return "Session %s is not what was sealed at its start.".formatted(session);
    }
    return compared
        ? "The mapping of session %s is what was sealed at its start: %s.".formatted(session, what)
        : "The file of session %s fits itself: %s. Nothing from outside it was compared: it shows what was sealed only if you noted this commitment while the session was open, or its lab says so."
            .formatted(session, what);
  }
}
