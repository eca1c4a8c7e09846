package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldTester;
import java.util.List;
import lab.harmony.design.CommandSource;
import lab.harmony.design.CommandSource.Command;
import lab.harmony.design.CommandSource.Effect;
import lab.harmony.notebooks.ExperimentKeeping;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("unit")
class ExperimentsViewTest extends FullLab {

  @Autowired Experiments experiments;
  @Autowired ExperimentKeeping keeping;
  @Autowired Scores scores;
  @Autowired List<CommandSource> commands;

  @Test
  void theListShowsEveryExperimentWithItsRatesAndWhatCannotBeReadWithTheReason() {
    open("");
    awaitShown("Faces of doodle-base", "baseline", "machine 42 % 24–61 %, n = 16 prompts");
    awaitShown("broken", "The file is not valid JSON", "line 1, column 3");
  }

  @Test
  void theListIsNarrowedByWordsAndSaysWhenNothingFits() {
    open("?q=lora-v2");
    awaitShown("Does an aggressive adapter do better?", "1 of ");
    assertThat(shown()).doesNotContain("Faces of doodle-base");
    open("?q=nobody-has-this");
    awaitShown("No experiment fits", "Show all experiments");
  }

  @Test
  void ratesOfPeopleAndOfTheMachineStandApartWithTheirOwnNumbers() {
    var face = scores.images("lora-light").getFirst();
    scores.record(face, Mark.of(new Checklist(true, true, true), false, ""), by("Ada"));
    open("?q=lora-light");
    awaitShown("people 100 %", "n = 1", "machine", "n = 16");
    open("?q=lora-light&by=machine");
    awaitShown("n = 16");
    assertThat(shown()).doesNotContain("people 100 %").doesNotContain("n = 1 ");
    scores.undo(face, by("Ada"));
  }

  @Test
  void aNewExperimentIsMadeOfItsQuestionAndOpensAsANotebook() {
    open("");
    press("New experiment");
    var title = find(TextField.class, find(Dialog.class).single()).single();
    new TextFieldTester<>(title).setValue("Do brows follow the prompt?");
    assertThat(title.getHelperText()).contains("experiments/do-brows-follow-the-prompt/");
    press("Create");
    assertThat(experiments.titles())
        .containsEntry(
            new ExperimentSlug("do-brows-follow-the-prompt"), "Do brows follow the prompt?");
    open("experiments/do-brows-follow-the-prompt");
    awaitShown("Do brows follow the prompt?", "Run all");
  }

  @Test
  void anExperimentWithoutAQuestionIsNotMadeAndSaysWhatIsMissing() {
    open("");
    press("New experiment");
    press("Create");
    var title = find(TextField.class, find(Dialog.class).single()).single();
    assertThat(title.isInvalid()).isTrue();
    assertThat(title.getErrorMessage()).isNotBlank();
  }

  @Test
  void theRunsOfADeletedExperimentSayThatTheirPicturesAreGone() {
    var gone = DrawnExperiment.of("gone-away", "doodle-base", 42);
    var deleted =
        (ExperimentKeeping.Deletion.Deleted)
            keeping.delete(new ExperimentSlug(gone.slug()), by("Ada"));
    try {
      open("runs/" + gone.run());
      awaitShown("The pictures were removed with the experiment.");
      for (var address : List.of("review", "grids")) {
        open(address);
        assertThat(shown()).contains("baseline").doesNotContain("gone-away");
      }
    } finally {
      keeping.restore(deleted, by("Ada"));
    }
  }

  @Test
  void aNotebookShowsItsCellsWithTheirResults() {
    open("experiments/drawn");
    awaitShown(
        "Faces of doodle-base",
        "48 pictures · doodle-base",
        "The mouth disagrees in a third of the faces.");
  }

  @Test
  void aCellThatCannotBeRunSaysWhyAndWhatToDo() {
    open("experiments/to-run");
    awaitShown("Nobody has run this yet", "Not run yet");
    press("Run all");
    awaitShown("1 failed", "there is no run cell to look at. Add one and execute it.");
  }

  @Test
  void theCommandPalettePublishesTheNotebookThatIsOnTheScreen() {
    open("experiments/drawn");
    awaitShown("The mouth disagrees in a third of the faces.");
    var publish = palette("publish");
    assertThat(publish).extracting(Command::name).containsExactly("Publish this notebook");
    ((Effect.Does) publish.getFirst().effect()).action().run();
    awaitThat(
        () -> find(Dialog.class).single().getHeaderTitle().equals("Publish “Faces of doodle-base”"),
        this::shown);
    find(Dialog.class).single().close();
    open("");
    assertThat(palette("publish")).isEmpty();
  }

  /// What can be done, as the command palette finds it.
  private List<Command> palette(String query) {
    return commands.stream()
        .flatMap(source -> source.commands(query, 8).stream())
        .filter(command -> command.effect() instanceof Effect.Does)
        .toList();
  }

  @Test
  void aNotebookThatCannotBeReadSaysWhyAndStaysAsItIs() {
    open("experiments/broken");
    awaitShown("This notebook cannot be read, and stays as it is", "restore it from git");
  }

  @Test
  void anExperimentThatIsNotThereIsAnAddressWithNothing() {
    open("experiments/nothing");
    awaitShown("Nothing is at this address", "Show the experiments");
  }
}
