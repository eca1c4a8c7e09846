package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("unit")
class CompareViewTest extends FullLab {

  @Autowired RunQueue runs;
  @Autowired Scores scores;

  @Test
  void theVerdictIsASentenceAndItsPairsAreShownWithTheirScores() {
    open("compare?arm=lora-v2&arm=lora-v1&arm=baseline");
    awaitShown(
        "doodle-base + lora-v2 against doodle-base",
        "Shown: doodle-base + lora-v2 has more perfect faces than doodle-base",
        "among 2 comparisons, 48 pairs of 16 prompts.",
        "Not shown: 48 pairs of 16 prompts would show a difference of about",
        "By the scores of the machine judge doodle-parts with the weights ");
    press("Show the 48 pairs");
    awaitShown("melancholic × neutral, CFG 5, seed 42", "3 of 3 points", "0 of 3 points");
    assertThat(shown()).contains(runs.of("baseline").getLast().id() + "/");
    assertThat(elements("img")).hasSize(2 * 48);
    press("Hide the 48 pairs");
    assertThat(elements("img")).isEmpty();
  }

  @Test
  void theAddressOpensPairsAndSaysWhoseScoresCount() {
    open("compare?arm=lora-v2&arm=baseline&pairs=1");
    awaitShown("Hide the 48 pairs", "3 of 3 points");
    open("compare?arm=lora-v2&arm=baseline&by=people");
    awaitShown("No pairs: no two faces of one prompt and seed are both scored by people.");
  }

  @Test
  void whoeverLookedIsToldWhenTheFacesAreJudgedOtherwise() {
    var face = scores.images("lora-v1").getFirst();
    open("compare?arm=lora-v1&arm=baseline&by=machine");
    awaitShown("more pairs would do");
    scores.record(face, Mark.of(new Checklist(true, true, true), true, ""), by("Ada"));
    try {
      awaitShown("This is another look: since this page was opened", "48 pairs then, 47 pairs now");
    } finally {
      scores.undo(face, by("Ada"));
    }
  }

  @Test
  void aNotebookShowsTheAnswerAndThePairsThatItCounted() {
    open("experiments/comparison");
    awaitShown(
        "Shown: doodle-base + lora-light has more perfect faces than doodle-base",
        "about 373 more pairs would do");
    press("Show the 48 pairs of doodle-base + lora-light");
    awaitShown(
        "Hide the 48 pairs of doodle-base + lora-light",
        "melancholic × neutral, CFG 5, seed 42",
        runs.of("baseline").getLast().id() + "/");
    assertThat(elements("a"))
        .extracting(link -> String.valueOf(link.getAttribute("href")))
        .contains(
            "/compare?arm=lora-v1&arm=lora-v2&arm=lora-light&arm=base-models&arm=baseline&than=baseline&by=machine");
  }

  @Test
  void whatCannotBeComparedIsSaid() {
    open("compare");
    awaitShown("Nothing is compared yet", "Choose two experiments above");
    open("compare?arm=baseline");
    awaitShown("One more is needed");
    open("compare?arm=baseline&arm=baseline");
    awaitShown("One more is needed");
    open("compare?arm=nothing-there&arm=baseline");
    awaitShown("There is no run and no experiment with pictures that is called \"nothing-there\".");
    open("compare?arm=A%20b&arm=baseline");
    awaitShown("This could not be followed", "got \"A b\"", "One more is needed");
  }

  @Test
  void theMissingPairsAreQueuedForBothArmsAfterSayingWhatTheyAre() {
    var before = runs.of("baseline").size();
    open("compare?arm=baseline:cfg=9&arm=baseline:cfg=7&by=machine");
    awaitShown("CFG 9 against CFG 7", "Not shown: 16 pairs would show a difference of about");
    var pressed = pressFirst("Draw ");
    var pairs = Integer.parseInt(pressed.replaceAll("[^0-9]", ""));
    var seeds = Math.ceilDiv(pairs, 16);
    awaitShown(
        "%d pairs, which are %d faces".formatted(16 * seeds, 32 * seeds),
        "%d new seeds (43 to %d)".formatted(seeds, 42 + seeds),
        "They are drawn in 2 runs: doodle-base.",
        "It takes about");
    press("Queue it");
    awaitThat(() -> runs.of("baseline").size() == before + 2, () -> "the two runs");
    awaitShown("CFG 9 against CFG 7", "16 pairs");
    var queued = runs.of("baseline");
    assertThat(queued).hasSize(before + 2);
    var run = queued.getFirst();
    assertThat(run.state()).isInstanceOf(RunState.Queued.class);
    // Each arm gets a run of its own, so that no face can stand in both.
    assertThat(run.spec().prompts()).extracting(MatrixPrompt::cfgScale).containsOnly(7.0);
    var prompts =
        queued.subList(0, 2).stream().flatMap(one -> one.spec().prompts().stream()).toList();
    assertThat(prompts).hasSize(32 * seeds).doesNotHaveDuplicates();
    assertThat(prompts).extracting(MatrixPrompt::cfgScale).containsOnly(7.0, 9.0);
    assertThat(prompts).extracting(MatrixPrompt::seed).doesNotContain(42L);
    var known = runs.of("baseline").getLast().spec();
    assertThat(run.spec().recipe().model()).isEqualTo(known.recipe().model());
    assertThat(run.spec().recipe().steps()).isEqualTo(known.recipe().steps());
    assertThat(run.spec().judgeSha256()).isEqualTo(known.judgeSha256());
    queued.subList(0, 2).forEach(one -> runs.cancel(one.id(), by("Ada"), ""));
  }

  private String pressFirst(String beginning) {
    var found =
        find(com.vaadin.flow.component.button.Button.class)
            .withCondition(button -> button.getText().startsWith(beginning))
            .first();
    click(found);
    return found.getText();
  }

  @Test
  void aRunAnswersItAgainstTheRunBefore() {
    var run =
        ((Submission.Accepted) runs.submit(runs.of("baseline").getLast().spec(), by("Ada"))).id();
    open("runs/" + run);
    awaitShown("What differs from the run before", "No pairs: ", "has no face.");
    runs.cancel(run, by("Ada"), "");
  }

  @Test
  void aGridLeadsToItForEachOfItsAxes() {
    open("experiments/drawn/grid");
    awaitShown("Is it really better?", "By Archetype", "By Emotion", "By CFG");
    var links =
        elements("a").stream()
            .map(link -> String.valueOf(link.getAttribute("href")))
            .filter(address -> address.startsWith("/compare?"))
            .toList();
    assertThat(links)
        .contains(
            "/compare?arm=drawn%3Acfg%3D5&arm=drawn%3Acfg%3D7&arm=drawn%3Acfg%3D9&than=drawn%3Acfg%3D5");
    for (var link : List.copyOf(links)) {
      open(link.substring(1));
      awaitShown(" against ", "By the scores of");
    }
  }

  private List<String> blindLinks() {
    return elements("a").stream()
        .map(link -> String.valueOf(link.getAttribute("href")))
        .filter(address -> address.startsWith("/blind/new?"))
        .toList();
  }

  @Test
  void whatIsComparedIsRatedBlindByTheSameArms() {
    open("compare?arm=drawn:cfg=5&arm=drawn:cfg=9");
    awaitShown("CFG 5 against CFG 9");
    assertThat(blindLinks()).containsExactly("/blind/new?arm=drawn%3Acfg%3D5&arm=drawn%3Acfg%3D9");
    open("experiments/drawn/grid?rows=archetype&columns=cfg=5|9&bar=emotion&at=sad");
    awaitShown("Rate blind by CFG");
    assertThat(blindLinks())
        .containsExactly(
            "/blind/new?arm=drawn%3Aemotion%3Dsad%2Ccfg%3D5&arm=drawn%3Aemotion%3Dsad%2Ccfg%3D9");
    open("runs/" + runs.of("drawn").getFirst().id());
    awaitShown("Rate blind");
    assertThat(blindLinks()).containsExactly("/blind/new?arm=" + runs.of("drawn").getFirst().id());
  }

  @Test
  void aTrainingAnswersItForItsEpochs() {
    open("trainings/drawn-lora");
    awaitShown("Is an epoch really better?", " against epoch", "By the machine judge");
    pressFirst("Show the ");
    awaitShown("of 3 points", "epoch-");
  }
}
