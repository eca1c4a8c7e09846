package lab.harmony.blind.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.results.ImportedSessions;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Said;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import lab.harmony.reports.Reports;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class BlindCellTest {

  private static final CellId TOLD = new CellId("told");
  private static final ExperimentSlug SLUG = new ExperimentSlug("telling");

  @TempDir static Path folder;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    DrawnExperiment.copyPrompts(folder);
    DrawnExperiment.of("old", "doodle-base", 42).write(folder);
    DrawnExperiment.of("new", "doodle-anime", 42).write(folder);
    DrawnExperiment.of("again", "doodle-base", 42, 43).write(folder);
    DrawnExperiment.of("early", "doodle-base", 42).adapted("soft-epoch-3").write(folder);
    DrawnExperiment.of("late", "doodle-base", 42).adapted("soft-epoch-6").write(folder);
    var file = folder.resolve("experiments/telling/notebook.ipynb");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"cells": [
          {"cell_type": "markdown", "id": "opening", "metadata": {}, "source": "# What they said"},
          {"cell_type": "code", "id": "told", "execution_count": null, "metadata": {"harmony": {"kind": "blind"}}, "outputs": [], "source": "session: bk3f9q2ab\\n"}
        ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    PlantedLab.in(folder, "blind-cell", registry);
  }

  @Autowired BlindSessions sessions;
  @Autowired BlindRating rating;
  @Autowired ImportedSessions imported;
  @Autowired Notebooks notebooks;
  @Autowired NotebookExecution execution;
  @Autowired Reports reports;
  @Autowired People people;

  private Actor ada() {
    return Actor.of(people.local());
  }

  private BlindSession rated(Person rater) {
    return rated(rater, new BlindArm("new", "doodle-anime"));
  }

  private BlindSession rated(Person rater, BlindArm other) {
    var session =
        sessions.start(
            new BlindSetup(
                "Which <b>face</b> | is *better*",
                BlindForm.PAIRS,
                List.of(new BlindArm("old", "doodle-base"), other),
                List.of(rater.id()),
                1,
                10),
            ada());
    answered(session, rater);
    return session;
  }

  private void answered(BlindSession session, Person rater) {
    for (int position = 0; position < 30; position++) {
      rating.say(
          session.id(),
          new Said(
              position,
              "answer-of-" + position,
              "",
              false,
              BlindAnswer.ofPair(BlindAnswer.Choice.RIGHT, false),
              Duration.ofSeconds(2)),
          Actor.of(rater));
    }
  }

  @Test
  void aClosedSessionIsToldInTheNotebookAndItsReportAndAnOpenOneIsNot() {
    assertThat(failure("session: bk3f9q2ab\n")).contains("there is no blind session bk3f9q2ab");
    assertThat(failure("session: mine\n")).contains("a session is named like bk3f9q2ab");

    var rater = people.add("Rater-" + UUID.randomUUID(), Role.REVIEWER);
    var session = rated(rater);
    var source = "session: %s\n".formatted(session.id());
    assertThat(failure(source)).contains("Session %s is open".formatted(session.id()));
    assertThat(notebook().text()).doesNotContain("doodle");

    sessions.close(session.id(), ada());
    run(source);
    assertThat(state()).isInstanceOf(CellState.Finished.class);
    assertThat(notebook().text())
        .contains("application/vnd.harmony.blind+json", session.commitment(), "doodle-base · old")
        .as("what machine judges read can become another")
        .contains("the readings of machine judges")
        .as("who rated how stays with them")
        .doesNotContain(rater.name());
    assertThat(reports.page(SLUG, notebook(), ada()))
        .contains("What one may say", "Strengths of arms", session.commitment())
        .contains(
            "It was closed early, against the rule that was sealed at the start. By its rule it closes when everything it asks about arms is answered.")
        .contains("Which &lt;b&gt;face&lt;/b&gt; | is *better*")
        .doesNotContain("<b>face", rater.name());
  }

  @Test
  void armsThatAreAlikeInAllThatIsKnownAreToldAsThatAndSoIsWhatWasNotRated() {
    var session =
        rated(
            people.add("Rater-" + UUID.randomUUID(), Role.REVIEWER),
            new BlindArm("again", "doodle-base"));
    sessions.close(session.id(), ada());
    run("session: %s\n".formatted(session.id()));
    var told =
        new String[] {
          "48 pictures were not rated, because not every arm has one for the same archetype, emotion, CFG and seed.",
          "The two are alike in all that is known of them",
          "nothing that is known"
        };
    assertThat(notebook().text()).contains(told);
    assertThat(reports.page(SLUG, notebook(), ada())).contains(told);
  }

  @Test
  void epochsOfATrainingAreArmsAndAreToldByTheirNumbers() {
    var arms =
        Stream.of("early+late:epoch.soft=3", "early+late:epoch.soft=6")
            .map(address -> sessions.arm(address, ada()).arm())
            .toList();
    var rater = people.add("Rater-" + UUID.randomUUID(), Role.REVIEWER);
    var setup = new BlindSetup("Which epoch", BlindForm.PAIRS, arms, List.of(rater.id()), 1, 10);
    assertThat(sessions.plan(setup, ada()).units()).isEqualTo(48);
    var session = sessions.start(setup, ada());
    answered(session, rater);
    sessions.close(session.id(), ada());
    run("session: %s\n".formatted(session.id()));
    assertThat(notebook().text()).contains("epoch 3", "epoch 6");
  }

  @Test
  void anImportedSessionIsMarkedAsThatAndTheCellKeepsWhatItToldWhenItIsRemoved() {
    var rows =
        """
        rater,blind,position,showing,unit,archetype,emotion,cfg_scale,seed,left_arm,right_arm,cannot_tell,intended_conflict,eyes_mouth,brows_tension,holistic,choice,seconds
        1,true,1,first,1,stoic,happy,7,42,lora,,false,false,true,true,false,,2.5
        """;
    var session = imported.bring("Elsewhere", rows.getBytes(StandardCharsets.UTF_8), ada());
    run("session: %s\n".formatted(session.id()));
    assertThat(reports.page(SLUG, notebook(), ada()))
        .contains("Imported: rated elsewhere, nothing was sealed here", session.sha256());
    imported.remove(session, ada());
    assertThat(reports.page(SLUG, notebook(), ada())).contains("Imported: rated elsewhere");
  }

  private String failure(String source) {
    run(source);
    return state().toString();
  }

  private void run(String source) {
    notebooks.edit(SLUG, TOLD, cell().source(), source, ada());
    execution.run(SLUG, List.of(TOLD), ada()).orTimeout(30, TimeUnit.SECONDS).join();
  }

  private CellState state() {
    return Objects.requireNonNull(execution.states(SLUG).get(TOLD));
  }

  private Cell cell() {
    return notebook().find(TOLD).orElseThrow();
  }

  private Notebook notebook() {
    return ((OpenedNotebook.Readable) notebooks.open(SLUG)).notebook();
  }
}
