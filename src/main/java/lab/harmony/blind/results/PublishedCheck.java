package lab.harmony.blind.results;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import lab.harmony.blind.BlindProblem;
import lab.harmony.blind.PublishedSession;
import lab.harmony.blind.SealedMapping;
import lab.harmony.json.Json;
import lab.harmony.workspace.Sha256;

/// Whether the file of a closed session is what was promised at its start, found out from the file
/// alone.
///
/// @param commitment what the lab showed from the start; whoever noted it then compares it
/// @param showings that were fixed at the start
/// @param answers rows that the file holds
/// @param answersSha256 of these rows; that at the close stands in the audit trail
/// @param problems empty where all of it fits
public record PublishedCheck(
    String session,
    String commitment,
    int showings,
    int answers,
    String answersSha256,
    List<String> problems) {

  public PublishedCheck {
    problems = List.copyOf(problems);
  }

  public boolean holds() {
    return problems.isEmpty();
  }

  /// @throws BlindProblem if it is no such file
  public static PublishedCheck of(String text) {
    File file;
    try {
      var json = Json.object(text);
      if (!PublishedSession.FORMAT.equals(json.path("format").asString(""))) {
        throw new BlindProblem(
            "This is no file of a blind session: its \"format\" is \"%s\" instead of \"%s\"."
                .formatted(json.path("format").asString(""), PublishedSession.FORMAT));
      }
      file =
          new File(
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
    var problems = new ArrayList<String>();
    var shown = new HashSet<String>();
    check(file, shown, problems);
    return new PublishedCheck(
        file.session(),
        file.commitment(),
        shown.size(),
        Math.max(0, (int) file.answers().lines().count() - 1),
        Sha256.of(file.answers()).hex(),
        problems);
  }

  private record File(
      String session,
      String commitment,
      String nonce,
      String mapping,
      String answers,
      String answersSha256) {}

  private static void check(File file, HashSet<String> shown, List<String> problems) {
    var computed = new SealedMapping(file.mapping(), file.nonce()).commitment().hex();
    if (!computed.equals(file.commitment())) {
      problems.add(
          "The mapping is not the one that was sealed: with the nonce its SHA-256 is %s, and %s was promised."
              .formatted(computed, file.commitment()));
    }
    if (!file.nonce().matches("[0-9a-f]{64}")) {
      problems.add("The nonce is not 256 random bits in 64 hexadecimal digits.");
    }
    if (!file.mapping().startsWith(SealedMapping.FORMAT + "\nsession\t" + file.session() + "\n")) {
      problems.add("The mapping is not that of session %s.".formatted(file.session()));
    }
    var answers = Sha256.of(file.answers()).hex();
    if (!answers.equals(file.answersSha256())) {
      problems.add(
          "The answers were changed: their SHA-256 is %s, and the file says %s."
              .formatted(answers, file.answersSha256()));
    }
    file.mapping()
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(parts -> parts[0].equals("showing") && parts.length > 2)
        .forEach(parts -> shown.add(parts[1] + " " + parts[2]));
    file.answers()
        .lines()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .filter(parts -> parts.length < 3 || !shown.contains(parts[1] + " " + parts[2]))
        .findFirst()
        .ifPresent(parts ->
            problems.add(
                "Answer %s is about something that was shown to nobody.".formatted(parts[0])));
  }

  /// In one sentence.
  public String sentence() {
    return holds()
        ? "Session %s is what was sealed at its start: %d showings, %d answers, commitment %s."
            .formatted(session, showings, answers, commitment)
        : "Session %s is not what was sealed at its start.".formatted(session);
  }
}
