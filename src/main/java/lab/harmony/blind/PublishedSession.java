package lab.harmony.blind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.blind.rule.PromptOutcomes;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.GivenAnswer;
import lab.harmony.blind.session.GoldRule;
import lab.harmony.blind.session.GoldUnit;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.json.Json;
import lab.harmony.people.PersonId;
import lab.harmony.review.marks.Checklist;
import lab.harmony.workspace.Sha256;

/// The file of a closed session: what was sealed, the random bits that it was sealed with, and
/// every answer. Raters stand in it by number.
public final class PublishedSession {

  public static final String FORMAT = "harmony-blind-session/3";

  /// Files of sessions of which answers were taken out, by links that the close wrote down.
  public static final String LINKS_TAKEN_OUT = "harmony-blind-session/5";

  /// Files of sessions in which somebody was asked where raters disagree.
  public static final String ADJUDICATED = "harmony-blind-session/6";

  /// Those that say by which links answers were taken out.
  public static final Set<String> TELL_TAKEN_OUT = Set.of(LINKS_TAKEN_OUT, ADJUDICATED);

  /// Files of sessions of which answers were taken out before closes wrote down by which links.
  public static final String WITH_TAKEN_OUT = "harmony-blind-session/4";

  /// Files of sessions of whose guests the close wrote down that they were blind.
  public static final String GUESTS_AS_BLIND = "harmony-blind-session/2";

  /// Files of sessions that were closed before the close wrote down more than the answers.
  public static final String BEFORE = "harmony-blind-session/1";

  /// Files that say of raters only whether they were blind.
  public static final Set<String> YES_OR_NO = Set.of(GUESTS_AS_BLIND, BEFORE);

  /// What answers count as that came by a guest's link and were taken out with it.
  public static final String TAKEN_OUT = "taken-out";

  /// What answers count as beside which another stands.
  public static final String OVERTAKEN = "overtaken";

  /// All that are read, each with the form of the close that it holds; 0 for none.
  public static final Map<String, Integer> FORMATS =
      Map.of(
          ADJUDICATED, SealedClose.ADJUDICATED,
          LINKS_TAKEN_OUT, SealedClose.WITH_TAKEN_OUT,
          WITH_TAKEN_OUT, SealedClose.FORMAT,
          FORMAT, SealedClose.FORMAT,
          GUESTS_AS_BLIND, 1,
          BEFORE, 0);

  private PublishedSession() {}

  static String text(
      SessionRecord kept,
      List<SealedClose.TakenOut> takenOut,
      SealedMapping sealed,
      Optional<SealedAdjudication> adjudication) {
    var session = kept.session();
    var raters = session.people();
    var answers = kept.answers();
    var standing = PromptOutcomes.standing(answers);
    var file = Json.MAPPER.createObjectNode();
    var closing = session.closing().orElseThrow();
    var format = format(closing, answers);
    file.put("format", format);
    file.put("session", session.id().value());
    file.put("title", session.title());
    file.put("form", session.form().code());
    file.put("openedAt", session.openedAt().toString());
    file.put("closedAt", closing.at().toString());
    file.put("commitment", session.commitment());
    file.put("nonce", sealed.nonce());
    file.put("mapping", sealed.text());
    var people = file.putArray("raters");
    var written = SealedClose.Rater.all(session);
    written.forEach(rater -> {
      var one = people.addObject();
      one.put("rater", rater.number());
      if (!YES_OR_NO.contains(format)) {
        one.put("blindness", rater.blindness().code());
      } else {
        one.put("blind", rater.blindness().counts());
      }
      one.put("guest", rater.guest());
      if (!kept.gold().units().isEmpty()) {
        var hits = hits(kept, standing, raters.get(rater.number() - 1));
        one.putObject("gold")
            .put("right", hits.stream().filter(hit -> hit).count())
            .put("counted", hits.size());
      }
    });
    var lines = answers(raters, answers);
    file.put("answers", lines);
    var sha256 = answersSha256(raters, answers);
    file.put("answersSha256", sha256);
    if (TELL_TAKEN_OUT.contains(format)) {
      var outs = file.putArray("takenOut");
      takenOut.forEach(out ->
          outs.addObject()
              .put("rater", out.rater())
              .put("link", out.link())
              .put("at", out.at())
              .put("rows", out.rows()));
    }
    var adjudicated = SealedClose.Adjudicated.of(kept);
    adjudicated.ifPresent(asked ->
        file.putObject("adjudication")
            .put("shown", adjudication.orElseThrow().text())
            .put("shownSha256", asked.sha256())
            .put("blindness", asked.blindness().code())
            .put("answers", adjudicated(kept))
            .put("answersSha256", asked.answersSha256()));
    closing
        .ended()
        .ifPresent(ended -> {
          var close =
              SealedClose.of(
                  closing.format(),
                  session,
                  closing.at(),
                  ended,
                  written,
                  answers.size(),
                  sha256,
                  takenOut,
                  adjudicated);
          file.put("ended", ended.code());
          file.put("close", close.text());
          file.put("closeSha256", closing.sha256());
        });
    return Json.indented(file);
  }

  /// Whether somebody was right of each gold picture that counts.
  private static List<Boolean> hits(
      SessionRecord kept, Map<PersonId, Map<Integer, GivenAnswer>> standing, PersonId rater) {
    var units =
        kept.gold().units().stream().collect(Collectors.toMap(GoldUnit::number, unit -> unit));
    return kept.gold().showings().stream()
        .filter(showing -> showing.rater().equals(rater))
        .flatMap(showing -> {
          var unit = Objects.requireNonNull(units.get(showing.unit()));
          return PromptOutcomes.answer(standing, showing)
              .flatMap(given ->
                  GoldRule.hit(
                      given.answer(),
                      unit.asked().emotion(),
                      showing.pictures().stream()
                          .map(place -> unit.faces().get(place).truth())
                          .toList()))
              .stream();
        })
        .toList();
  }

  private static String format(BlindSession.Closing closing, List<GivenAnswer> answers) {
    if (closing.ended().isEmpty()) {
      return BEFORE;
    }
    return switch (closing.format()) {
      case SealedClose.ADJUDICATED -> ADJUDICATED;
      case SealedClose.WITH_TAKEN_OUT -> LINKS_TAKEN_OUT;
      case SealedClose.FORMAT ->
          answers.stream().anyMatch(GivenAnswer::takenOut) ? WITH_TAKEN_OUT : FORMAT;
      default -> GUESTS_AS_BLIND;
    };
  }

  static String answersSha256(List<PersonId> raters, List<GivenAnswer> answers) {
    return Sha256.of(answers(raters, answers)).hex();
  }

  /// What was answered where raters disagree, by whoever comes after the last of these.
  private static String adjudicated(SessionRecord kept) {
    var session = kept.session();
    var all = new ArrayList<>(session.people());
    session.adjudication().ifPresent(it -> all.add(it.seat().person().id()));
    return answers(all, kept.adjudication().answers());
  }

  static String adjudicatedSha256(SessionRecord kept) {
    return Sha256.of(adjudicated(kept)).hex();
  }

  /// One answer a line, its parts apart by tabs, the oldest first.
  static String answers(List<PersonId> raters, List<GivenAnswer> answers) {
    var lines =
        new StringBuilder(
            "number\trater\tposition\tanswered_at\tcounts_as\tanswer\tintended_conflict\tmilliseconds\n");
    for (int number = 0; number < answers.size(); number++) {
      var given = answers.get(number);
      lines
          .append(
              String.join(
                  "\t",
                  String.valueOf(number + 1),
                  String.valueOf(SealedMapping.number(raters, given.rater())),
                  String.valueOf(given.position() + 1),
                  given.answeredAt().toString(),
                  countsAs(given),
                  word(given),
                  String.valueOf(given.answer().intendedConflict()),
                  String.valueOf(given.milliseconds())))
          .append('\n');
    }
    return lines.toString();
  }

  private static String countsAs(GivenAnswer given) {
    return given.takenOut()
        ? TAKEN_OUT
        : given.overtaken() ? OVERTAKEN : given.withdrawn() ? "withdrawal" : "answer";
  }

  private static String word(GivenAnswer given) {
    if (given.withdrawn()) {
      return "-";
    }
    return said(given.answer());
  }

  /// What was said, in the words of its form.
  public static String said(BlindAnswer answer) {
    return answer.cannotTell()
        ? "cannot-tell"
        : answer
            .choice()
            .map(BlindAnswer.Choice::code)
            .or(() -> answer.points().map(String::valueOf))
            .or(() -> answer.order().map(AnswerStore::ranking))
            .orElseGet(() -> checklist(answer.checklist().orElseThrow()));
  }

  private static String checklist(Checklist items) {
    return "%s %s %s"
        .formatted(
            items.eyesMouthAgree() ? "yes" : "no",
            items.browsTensionAgree() ? "yes" : "no",
            items.holisticCoherence() ? "yes" : "no");
  }
}
