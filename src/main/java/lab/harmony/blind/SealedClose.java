package lab.harmony.blind;

import java.time.Instant;
import java.util.List;
import lab.harmony.workspace.Sha256;

/// What the close of a session writes down besides the mapping: title, form, times, who was blind,
/// and the answers by their SHA-256. One fact a line, its parts apart by tabs, so that anybody can
/// read it without this lab.
public record SealedClose(String text) {

  /// The form of those that are written down now.
  public static final int FORMAT = 2;

  private static final String NAME = "harmony-blind-close/";

  /// What is written down of a rater.
  ///
  /// @param number from 1
  /// @param guest whether they have no account
  public record Rater(int number, Blindness blindness, boolean guest) {

    static List<Rater> all(BlindSession session) {
      var people = session.people();
      return session.raters().stream()
          .map(rater ->
              new Rater(
                  SealedMapping.number(people, rater.person().id()),
                  rater.blindness(),
                  rater.guest()))
          .toList();
    }
  }

  /// The same of what a file says, so that it can be held against what it says was written down.
  ///
  /// @param format of the close; in the first one guests stand as blind
  /// @param opened in ISO 8601, as the file has it; so is `closed`
  /// @param ended the code of an [Ended]
  public static SealedClose of(
      int format,
      String session,
      String title,
      String form,
      String opened,
      String closed,
      String ended,
      String commitment,
      long answers,
      String answersSha256,
      List<Rater> raters) {
    var lines = new StringBuilder();
    SealedMapping.line(lines, NAME + format);
    SealedMapping.line(lines, "session", session);
    SealedMapping.line(lines, "title", title);
    SealedMapping.line(lines, "form", form);
    SealedMapping.line(lines, "opened", opened);
    SealedMapping.line(lines, "closed", closed);
    SealedMapping.line(lines, "ended", ended);
    SealedMapping.line(lines, "commitment", commitment);
    SealedMapping.line(lines, "answers", answers, answersSha256);
    for (var rater : raters) {
      SealedMapping.line(
          lines,
          "rater",
          rater.number(),
          format == 1 && rater.blindness().counts()
              ? Blindness.BLIND.code()
              : rater.blindness().code(),
          rater.guest() ? "guest" : "person");
    }
    return new SealedClose(lines.toString());
  }

  static SealedClose of(
      int format,
      BlindSession session,
      Instant closed,
      Ended ended,
      List<Rater> raters,
      int answers,
      String answersSha256) {
    return of(
        format,
        session.id().value(),
        session.title(),
        session.form().code(),
        session.openedAt().toString(),
        closed.toString(),
        ended.code(),
        session.commitment(),
        answers,
        answersSha256,
        raters);
  }

  public Sha256 sha256() {
    return Sha256.of(text);
  }
}
