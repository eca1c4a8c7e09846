package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.notebooks.Experiments;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.FileProblems.Area;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole lab, started over a workspace and a data folder full of what does not belong there.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class HostileFilesTest {

  @TempDir static Path folder;

  @Autowired Experiments experiments;
  @Autowired RunQueue runs;
  @Autowired ReportReaders readers;
  @Autowired People people;
  @Autowired ModelCatalogue models;
  @Autowired TrainingShelf trainings;
  @Autowired TrainingQueue processes;
  @Autowired FileProblems problems;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    var workspace = folder.resolve("workspace");
    var good = DrawnExperiment.of("good", "doodle-base", 42);
    DrawnExperiment.copyPrompts(workspace);
    good.write(workspace);
    var shelf = workspace.resolve("experiments");
    HostileFiles.plantExperiments(shelf);
    HostileFiles.plantRuns(
        shelf.resolve("bad"), shelf.resolve("good").resolve("runs").resolve(good.run()));
    HostileFiles.plantReports(workspace.resolve("reports"));
    var data = new DataFolder(folder.resolve("data"));
    DrawnTraining.write(data);
    HostileFiles.plantData(data.root());
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> data.root().toString());
  }

  @Test
  void theGoodExperimentIsThereAndTheOthersSayWhatIsWrong() {
    var all = experiments.of(experiments.headings().stream().map(one -> one.slug()).toList());
    assertThat(runs.images(runs.of("good").getFirst())).hasSize(48);
    assertThat(all)
        .extracting(one -> one.slug().value())
        .contains("good")
        .containsAll(HostileFiles.NONSENSE.keySet().stream().map(name -> "nb-" + name).toList());
    assertThat(problems.lines(Area.EXPERIMENTS))
        .satisfiesOnlyOnce(is("experiments/out: it is a link that leads out of this folder"))
        .satisfiesOnlyOnce(is("experiments/nowhere: it is a link that leads nowhere"))
        .satisfiesOnlyOnce(is("experiments/circle: it is a link that leads nowhere"))
        .satisfiesOnlyOnce(is("experiments/Upper Case: an experiment's folder is named with"))
        .satisfiesOnlyOnce(is("experiments/nb-folder/notebook.ipynb: it is not a plain file"))
        .hasSize(5);
  }

  @Test
  void theGoodRunIsThereAndEachOtherIsNamedWithItsReason() throws IOException {
    assertThat(runs.list(RunFilter.ALL, 0, 10)).singleElement();
    var lines = problems.lines(Area.RUNS);
    try (var planted = Files.list(folder.resolve("workspace/experiments/bad/runs"))) {
      assertThat(lines).hasSize((int) planted.count() + 1); // and the file that is called runs
    }
    var at = "experiments/bad/runs/";
    assertThat(lines)
        .satisfiesOnlyOnce(is(at + "r-empty/run.json: it is empty"))
        .satisfiesOnlyOnce(is(at + "r-null/run.json: it says null"))
        .satisfiesOnlyOnce(is(at + "r-fixture-raw-null/run.json: it says null"))
        .satisfiesOnlyOnce(is(at + "r-latin/run.json: it is not text in UTF-8"))
        .satisfiesOnlyOnce(is(at + "r-cut/run.json: it is not the JSON that belongs there: line 1"))
        .satisfiesOnlyOnce(is(at + "r-folder/run.json: it is a folder, not a file"))
        .satisfiesOnlyOnce(is(at + "r-nothing/run.json: it is missing"))
        .satisfiesOnlyOnce(is(at + "r1-noperson/run.json: \"submittedBy\" is missing"))
        .satisfiesOnlyOnce(is(at + "r1-halfperson/run.json: \"submittedBy\" holds half"))
        .satisfiesOnlyOnce(is(at + "r1-longperson/run.json: a name, a number or a time in it is"))
        .satisfiesOnlyOnce(is(at + "r1-claims/run.json: it says that it is a run of \"good\""))
        .satisfiesOnlyOnce(is(at + "r1-future/run.json: no run was made at +999999999"))
        .satisfiesOnlyOnce(is(at + "r-nowhere: it is a link that leads nowhere"))
        .satisfiesOnlyOnce(is("experiments/runs-file/runs: a file stands where a folder"))
        .noneMatch(line -> line.contains("Cannot invoke") || line.contains("java."));
    assertThat(lines).allMatch(line -> line.length() < 500 && line.indexOf('\u001b') < 0);
  }

  @Test
  void damagedReportsAreNamed() {
    assertThat(readers.lines(new Actor(people.localId()))).isEmpty();
    assertThat(problems.lines(Area.REPORTS))
        .hasSize(HostileFiles.NONSENSE.size() + 3)
        .satisfiesOnlyOnce(is("reports/2026-01-01-null/report.json: it says null"))
        .satisfiesOnlyOnce(is("reports/2026-01-01-folder/report.json: it is a folder"))
        .satisfiesOnlyOnce(is("reports/my report: a report's folder is named like"))
        .satisfiesOnlyOnce(is("reports/2026-01-01-nowhere: it is a link that leads nowhere"));
  }

  @Test
  void modelsThatAreNoneAreNamed() {
    assertThat(models.list()).isNotEmpty();
    assertThat(models.refused())
        .extracting(refused -> refused.path().getFileName().toString())
        .containsAll(
            HostileFiles.NONSENSE.keySet().stream()
                .flatMap(name -> List.of("m-" + name + ".safetensors", "p-" + name).stream())
                .toList())
        .contains("nowhere", "circle");
  }

  @Test
  void theGoodTrainingIsThereAndDamagedRecordsAreNamed() {
    assertThat(trainings.list())
        .extracting(row -> row.name().value())
        .contains(DrawnTraining.NAME, "t-null");
    assertThat(trainings.names())
        .allSatisfy(name -> assertThat(trainings.find(name.value())).isPresent());
    assertThat(processes.waiting()).isEmpty();
    assertThat(processes.specs()).hasSize(HostileFiles.NONSENSE.size() + 1);
    problems.found(Area.TRAININGS, processes.problems());
    assertThat(problems.lines(Area.TRAININGS))
        .satisfiesOnlyOnce(is("trainings/queue.json: it says null"))
        .satisfiesOnlyOnce(is("trainings/nowhere: it is a link that leads nowhere"))
        .satisfiesOnlyOnce(is("trainings/t-null/life.json: it says null"))
        .satisfiesOnlyOnce(is("trainings/t-folder/life.json: it is a folder"))
        .satisfiesOnlyOnce(is("trainings/t-latin/spec.json: it is not text in UTF-8"));
  }

  @Test
  void somebodyCanSignIn(@Autowired SignInLinks links) {
    assertThat(links.issue(java.net.URI.create("http://127.0.0.1/"))).isNotNull();
  }

  private static java.util.function.Consumer<String> is(String beginning) {
    return line -> assertThat(line).startsWith(beginning);
  }
}
