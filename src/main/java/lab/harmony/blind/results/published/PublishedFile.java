package lab.harmony.blind.results.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.blind.PublishedSession;
import lab.harmony.blind.SealedClose;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.TabbedLine;
import lab.harmony.json.Json;
import tools.jackson.databind.JsonNode;

/// What the published file of a session says, before anything of it is believed.
///
/// @param format that it names
/// @param close what its close wrote down, and the SHA-256 that the file names for it; empty in
///   files of sessions that were closed before closes did so
record PublishedFile(
    String format,
    String session,
    String title,
    String form,
    String opened,
    String closed,
    String ended,
    String commitment,
    String nonce,
    String mapping,
    List<SealedClose.Rater> raters,
    String answers,
    String answersSha256,
    Optional<Close> close,
    List<SealedClose.TakenOut> takenOut,
    List<Right> gold,
    Optional<Adjudication> adjudication) {

  private static final List<String> CLOSE = List.of("close", "closeSha256", "ended");

  record Close(SealedClose written, String sha256) {}

  /// What the file says of who was asked where raters disagree.
  ///
  /// @param shown what was put to them, as it was written down
  record Adjudication(
      String shown, String shownSha256, Blindness blindness, String answers, String answersSha256) {

    /// As a close writes it down.
    private SealedClose.Adjudicated sealed() {
      return new SealedClose.Adjudicated(
          shownSha256, blindness, answers.lines().skip(1).count(), answersSha256);
    }
  }

  /// What the file says of how often a rater was right of gold pictures.
  record Right(int rater, int right, int counted) {}

  PublishedFile {
    raters = List.copyOf(raters);
    takenOut = List.copyOf(takenOut);
    gold = List.copyOf(gold);
  }

  /// @throws BlindProblem if it is no such file
  static PublishedFile read(String text) {
    try {
      var json = Json.object(text);
      var format = string(json, "format");
      if (!PublishedSession.FORMATS.containsKey(format)) {
        throw new BlindProblem(
            "This is no file of a blind session: its \"format\" is \"%s\" instead of \"%s\"."
                .formatted(format, PublishedSession.FORMAT));
      }
      boolean isClosed =
          !format.equals(PublishedSession.BEFORE) || CLOSE.stream().anyMatch(json::has);
      return new PublishedFile(
          format,
          string(json, "session"),
          string(json, "title"),
          string(json, "form"),
          string(json, "openedAt"),
          string(json, "closedAt"),
          string(json, "ended"),
          string(json, "commitment"),
          string(json, "nonce"),
          string(json, "mapping"),
          raters(json, format),
          string(json, "answers"),
          string(json, "answersSha256"),
          isClosed
              ? Optional.of(
                  new Close(new SealedClose(string(json, "close")), string(json, "closeSha256")))
              : Optional.empty(),
          takenOut(json),
          gold(json),
          adjudication(json));
    } catch (BlindProblem problem) {
      throw problem;
    } catch (RuntimeException unreadable) {
      throw new BlindProblem(
          "This is no file of a blind session: %s".formatted(unreadable.getMessage()));
    }
  }

  private static String string(JsonNode json, String name) {
    return json.path(name).asString("");
  }

  private static List<SealedClose.Rater> raters(JsonNode json, String format) {
    boolean yesOrNo = PublishedSession.YES_OR_NO.contains(format);
    var raters = new ArrayList<SealedClose.Rater>();
    for (var one : json.path("raters")) {
      raters.add(
          new SealedClose.Rater(
              one.path("rater").asInt(0),
              yesOrNo ? yesOrNo(one) : blindness(one),
              one.path("guest").asBoolean(false)));
    }
    return raters;
  }

  private static Blindness yesOrNo(JsonNode one) {
    return one.path("blind").asBoolean(false) ? Blindness.BLIND : Blindness.NOT_BLIND;
  }

  private static Blindness blindness(JsonNode one) {
    return Blindness.of(string(one, "blindness"))
        .orElseThrow(() ->
            new BlindProblem(
                "This is no file of a blind session: the \"blindness\" of somebody is “%s” instead of blind, not-blind or not-known."
                    .formatted(string(one, "blindness"))));
  }

  private static List<SealedClose.TakenOut> takenOut(JsonNode json) {
    var all = new ArrayList<SealedClose.TakenOut>();
    for (var one : json.path("takenOut")) {
      all.add(
          new SealedClose.TakenOut(
              one.path("rater").asInt(0),
              one.path("link").asInt(0),
              string(one, "at"),
              one.path("rows").asLong(-1)));
    }
    return all;
  }

  private static Optional<Adjudication> adjudication(JsonNode json) {
    var one = json.path("adjudication");
    return one.isObject()
        ? Optional.of(
            new Adjudication(
                string(one, "shown"),
                string(one, "shownSha256"),
                blindness(one),
                string(one, "answers"),
                string(one, "answersSha256")))
        : Optional.empty();
  }

  private static List<Right> gold(JsonNode json) {
    var all = new ArrayList<Right>();
    for (var one : json.path("raters")) {
      if (one.has("gold")) {
        all.add(
            new Right(
                one.path("rater").asInt(0),
                one.path("gold").path("right").asInt(-1),
                one.path("gold").path("counted").asInt(-1)));
      }
    }
    return all;
  }

  /// The answers, one a row.
  List<String[]> rows() {
    return answers.lines().skip(1).map(TabbedLine::parts).toList();
  }

  /// What a close in this format would have written down of the session as this file tells it.
  List<SealedClose.Fact> told(int format) {
    return SealedClose.facts(
        format,
        session,
        title,
        form,
        opened,
        closed,
        ended,
        commitment,
        rows().size(),
        answersSha256,
        raters,
        takenOut,
        adjudication.map(Adjudication::sealed));
  }
}
