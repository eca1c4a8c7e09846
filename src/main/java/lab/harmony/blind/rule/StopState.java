package lab.harmony.blind.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.GivenAnswer;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.StopWhen;

/// How a session stands to the rule by which it is to be closed. It tells no arm.
///
/// @param chosen empty in sessions of before, where none was chosen
/// @param ended what a close now says of itself
/// @param settled whether what was answered settles which arms are better, where that is asked for
/// @param given answers of each rater
/// @param asked for how many they are asked
/// @param isAnyTakenOut whether answers of guests were taken out
public record StopState(
    Optional<StopWhen> chosen,
    Ended ended,
    Optional<StopRule> settled,
    List<Integer> given,
    int asked,
    boolean isAnyTakenOut) {

  public StopState {
    given = List.copyOf(given);
  }

  public static StopState of(SessionRecord kept, Optional<StopWhen> chosen) {
    var session = kept.session();
    var standing = PromptOutcomes.standing(kept.answers());
    var given =
        session.people().stream()
            .map(rater ->
                (int)
                    standing.getOrDefault(rater, Map.of()).values().stream()
                        .filter(answer -> !answer.withdrawn())
                        .count())
            .toList();
    boolean isAnyTakenOut = kept.answers().stream().anyMatch(GivenAnswer::takenOut);
    // Gold says nothing of arms.
    boolean complete =
        kept.showings().stream()
            .allMatch(showing -> PromptOutcomes.answer(standing, showing).isPresent());
    var settled =
        session.arms().size() > 1 && chosen.map(StopWhen.IS_SETTLED::equals).orElse(true)
            ? Optional.of(StopRule.of(kept))
            : Optional.<StopRule>empty();
    boolean byRule =
        // What was taken out after one had looked is no stream that nobody edits.
        settled.filter(StopRule::isEnough).isPresent() && !isAnyTakenOut
            || chosen.filter(rule -> rule.isCounted(given)).isPresent();
    return new StopState(
        chosen,
        complete ? Ended.COMPLETE : byRule ? Ended.RULE : Ended.EARLY,
        settled,
        given,
        session.showings(),
        isAnyTakenOut);
  }

  /// In words, for whoever leads the session.
  public List<String> sentences() {
    var all = new ArrayList<String>();
    all.add(
        chosen
            .map(rule -> "%s %s".formatted(rule.sentence(), rule.progress(given, asked)))
            .orElse("It was started before one chose and sealed by what rule it is to be closed."));
    if (chosen.filter(rule -> rule.isCounted(given)).isPresent()) {
      all.add("That is enough.");
    }
    settled.ifPresent(rule -> all.addAll(rule.sentences()));
    if (settled.isPresent() && isAnyTakenOut) {
      all.add(
          "Answers were taken out: what settles holds only where nobody chooses what counts, so a close before all is answered is early.");
    }
    return all;
  }

  /// What a close now would say against its rule; empty where it follows it.
  public Optional<String> early() {
    return early("A close now is early, and says so for good.");
  }

  /// What any close would say against its rule if raters answered no more; empty where it would
  /// follow it.
  public Optional<String> earlyOnceStopped() {
    return early(
        "What raters answered so far is not that, and they answer no more: the close will be early, and says so for good.");
  }

  private Optional<String> early(String words) {
    return ended == Ended.EARLY
        ? Optional.of(
            "%s %s"
                .formatted(
                    chosen
                        .map(StopWhen::sentence)
                        .orElse("What was answered does not settle which arms are better."),
                    words))
        : Optional.empty();
  }
}
