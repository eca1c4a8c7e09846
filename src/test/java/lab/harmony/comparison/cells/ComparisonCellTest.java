package lab.harmony.comparison.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.citations.Citations;
import lab.harmony.notebooks.citations.CitedNumber;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.reports.Reports;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
class ComparisonCellTest {

  private static final CellId BETTER = new CellId("better");
  private static final ExperimentSlug SLUG = new ExperimentSlug("asking");
  private static final String ASKED = "arms: [new]\nthan: old\nby: machine\n";

  @TempDir static Path folder;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    DrawnExperiment.copyPrompts(folder);
    DrawnExperiment.of("old", "doodle-base", 42).write(folder);
    DrawnExperiment.of("new", "doodle-anime", 42, 43).write(folder);
    var file = folder.resolve("experiments/asking/notebook.ipynb");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"cells": [
          {"cell_type": "markdown", "id": "opening", "metadata": {}, "source": "# Which is better?"},
          {"cell_type": "code", "id": "better", "execution_count": null, "metadata": {"harmony": {"kind": "comparison"}}, "outputs": [], "source": ""}
        ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    PlantedLab.in(folder, "comparison-cell", registry);
  }

  @Autowired Notebooks notebooks;
  @Autowired NotebookExecution execution;
  @Autowired CellHandlers handlers;
  @Autowired Reports reports;
  @Autowired Scores scores;
  @Autowired People people;
  @Autowired ComparisonReader reader;

  private Actor ada() {
    return Actor.of(people.local());
  }

  @Test
  void theAnswerStandsInTheNotebookAndItsReportWithNumbersAndWhatWasLeftOut() {
    run(ASKED);
    assertThat(state()).isInstanceOf(CellState.Finished.class);
    var stored = reader.find(cell()).orElseThrow();
    assertThat(stored.by().machine()).isTrue();
    assertThat(stored.answers())
        .singleElement()
        .satisfies(answer -> {
          assertThat(answer.sentence()).contains("48 pairs of 16 prompts");
          assertThat(answer.pairs()).hasSize(48);
          assertThat(answer.pairs().getFirst().at()).contains("CFG", "seed 42");
        });
    assertThat(reports.page(SLUG, notebook(), ada()))
        .contains(
            "doodle-anime against doodle-base",
            "48 pairs of 16 prompts",
            "Left out: 48 of doodle-anime without a partner of the same prompt and seed.",
            "What differs: model or adapters.",
            "perfect faces, percentage points (95 % interval)",
            "By the scores of the machine judge doodle-parts with the weights ")
        .doesNotContain("/compare?");
  }

  @Test
  void theReportListsThePairsFoldedAwayEachFaceWithItsRunItsPointsAndWhoseTheyAre() {
    run(ASKED);
    var pair = reader.find(cell()).orElseThrow().answers().getFirst().pairs().getFirst();
    var page = Jsoup.parse(reports.page(SLUG, notebook(), ada()));
    var pairs = page.expectFirst("details.pairs");
    assertThat(pairs.expectFirst("summary").text())
        .startsWith(
            "The 48 pairs of doodle-anime against doodle-base, by the machine judge doodle-parts with"
                + " the weights ");
    assertThat(pairs.hasAttr("open")).isFalse();
    assertThat(pairs.select("tbody tr")).hasSize(48);
    assertThat(pairs.select("tbody td").eachText())
        .contains(pair.first().image().toString(), pair.second().image().toString(), "1 of 3");
    assertThat(pairs.select("a")).as("the report has none of the pictures").isEmpty();
  }

  @Test
  void itIsStaleOnceAFaceIsJudgedOtherwise() {
    run(ASKED);
    var face = scores.images("new").getFirst();
    scores.record(face, Mark.of(new Checklist(true, true, false), false, ""), ada());
    assertThat(state())
        .as("what people say does not count here")
        .isInstanceOf(CellState.Finished.class);
    scores.record(face, Mark.of(new Checklist(true, true, false), true, ""), ada());
    assertThat(state()).isInstanceOf(CellState.Stale.class);
    scores.undo(face, ada());
    assertThat(state()).isInstanceOf(CellState.Finished.class);

    scores.record(face, Mark.of(new Checklist(true, true, false), true, ""), ada());
    run(ASKED);
    assertThat(notebook().text())
        .as("a pair less than before is another look")
        .contains("This is look 2: the cell was executed before");
    run(ASKED);
    assertThat(notebook().text()).as("the same again is not").contains("This is look 2");
    scores.undo(face, ada());

    run("arms: [new]\nthan: old\nby: people\n");
    assertThat(state().toString())
        .contains("no two faces of one prompt and seed are both scored by people");
    assertThat(reader.find(cell())).as("what was found before stands on").isPresent();
    run("arms: [new]\nthan: old\nby: nobody\n");
    assertThat(state().toString()).contains("None of these faces is scored by \"nobody\"");
    assertThat(reader.find(cell())).isPresent();
    assertThat(cell().outputs()).as("one failure at a time").hasSize(2);
    assertThat(handlers.of(cell()).render(cell()).toString())
        .contains("What follows was found before, of the arms new than old by machine");
    assertThat(
            new NotebookStanding(
                    new OpenedNotebook.Readable(notebook()),
                    List.of(CellStanding.of(cell()).with(state(), Optional.of(cell().outputs()))))
                .stale())
        .as("citing it is doubtful")
        .containsExactly(BETTER);
    run(ASKED);
    assertThat(cell().outputs()).singleElement();
    assertThat(state()).isInstanceOf(CellState.Finished.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arms: [old]; than: old|an arm is not compared with itself; \"old\" is among the arms",
        "arms: [new, new]; than: old|every arm must be another one",
        "arms: []; than: old|\"arms\" needs runs, experiments, or parts of one",
        "arms: [new]|\"than\" is missing",
        "arms: [New One]; than: old|got \"New One\"",
        "arms: [nothing]; than: old|There is no run and no experiment with pictures that is called \"nothing\"",
        "arms: [new]; than: old; by: somebody|None of these faces is scored by \"somebody\"",
        "arms: [new]; then: old|then",
      })
  void whatCannotBeComparedIsSaid(String source, String words) {
    run(source.replace("; ", "\n"));
    assertThat(state().toString()).contains(words);
  }

  @Test
  void aTextCitesItsNumbersAndSaysWhenTheyAreOthers() {
    run(ASKED);
    var citations = new Citations(notebook(), handlers);
    var offers = citations.offers(cell());
    assertThat(offers).hasSizeGreaterThanOrEqualTo(2);
    assertThat(offers.getFirst().markdown())
        .contains(
            "doodle-anime against doodle-base: [", "(#better?perfect-difference&arm=doodle-anime)");
    var text = new StringBuilder();
    offers.forEach(offer -> text.append(offer.markdown()).append("\n\n"));
    text.append(
        "[99](#better?pairs&arm=doodle-anime) [1](#better?pairs&arm=other) [1](#better?rate)");
    var id = new CellId("text");
    var numbers =
        new Citations(
                notebook().withCell(0, Cell.blank(id, CellKind.FINDING, text.toString())), handlers)
            .all(Set.of())
            .get(id);
    assertThat(numbers)
        .extracting(CitedNumber::state)
        .endsWith(CitedNumber.State.DIFFERS, CitedNumber.State.LOST, CitedNumber.State.LOST);
    assertThat(numbers.subList(0, numbers.size() - 3))
        .isNotEmpty()
        .allSatisfy(
            it -> assertThat(it.state()).as(it.sentence()).isEqualTo(CitedNumber.State.SAME));
    assertThat(numbers.get(numbers.size() - 3).now()).isEqualTo("48");
  }

  private void run(String source) {
    notebooks.edit(SLUG, BETTER, cell().source(), source, ada());
    execution.run(SLUG, List.of(BETTER), ada()).orTimeout(30, TimeUnit.SECONDS).join();
  }

  private CellState state() {
    return Objects.requireNonNull(execution.states(SLUG).get(BETTER));
  }

  private Cell cell() {
    return notebook().find(BETTER).orElseThrow();
  }

  private Notebook notebook() {
    return ((OpenedNotebook.Readable) notebooks.open(SLUG)).notebook();
  }
}
