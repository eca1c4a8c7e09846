package lab.harmony.runs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import lab.harmony.DrawnExperiment;
import lab.harmony.models.ModelUses;
import lab.harmony.runs.RunState;
import lab.harmony.runs.images.Thumbnails;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.FileVersion;
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
@Tag("process")
class ShippedRunsTest {

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(workspace());
    DrawnExperiment.of("complete", "doodle-base", 42).write(workspace());
    registry.add("harmony.workspace", () -> workspace().toString());
    registry.add("harmony.data", () -> folder.resolve("data").toString());
  }

  @Autowired RunQueue runs;
  @Autowired RunStore store;
  @Autowired RunManifests manifests;
  @Autowired ShippedRuns shipped;
  @Autowired ShippedFiles files;
  @Autowired FileProblems problems;
  @Autowired RunsOfModel uses;
  @Autowired Thumbnails thumbnails;

  @Test
  void aRunBesideItsNotebookIsThereFromTheStartAndReadInPlace() {
    shipped.register();

    var found = runs.of("complete");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().state()).isInstanceOf(RunState.Finished.class);
    var images = runs.images(found.getFirst().id());
    assertThat(images).hasSize(48);
    assertThat(images).allSatisfy(image -> assertThat(image.file()).startsWith(workspace()));
    assertThat(images.getFirst().reading()).isPresent();
  }

  @Test
  void anExperimentThatWasRemovedIsNotAmongThoseWithPictures() throws IOException {
    written("removed");
    shipped.register();
    assertThat(runs.experimentsWithPictures()).contains("complete", "removed");

    Files.move(workspace().resolve("experiments/removed"), folder.resolve("removed"));
    assertThat(runs.experimentsWithPictures()).contains("complete").doesNotContain("removed");
    var kept = runs.of("removed");
    assertThat(kept).as("its run is kept").hasSize(1);
    assertThat(runs.images(kept.getFirst())).as("its pictures are gone").isEmpty();

    Files.move(folder.resolve("removed"), workspace().resolve("experiments/removed"));
    assertThat(runs.images(kept.getFirst())).as("back with the experiment").hasSize(48);
  }

  @Test
  void aModelKnowsTheRunsThatDrewWithExactlyIt() {
    var run = runs.of("complete").getFirst();

    assertThat(uses.newest(run.spec().recipe().model().sha256(), 9))
        .containsExactly(
            new ModelUses.Use("complete · " + run.id().value(), "runs/" + run.id().value()));
    assertThat(uses.newest("0".repeat(64), 9)).isEmpty();
  }

  @Test
  void aThumbnailIsMadeOnce() throws IOException {
    var image = runs.images(runs.of("complete").getFirst()).getFirst();
    var thumbnail = thumbnails.file(image, 64);
    var made = Files.getLastModifiedTime(thumbnail);

    assertThat(thumbnail).startsWith(folder.resolve("data").resolve("thumbnails"));
    assertThat(thumbnails.file(image, 64)).isEqualTo(thumbnail);
    assertThat(Files.getLastModifiedTime(thumbnail)).isEqualTo(made);
    assertThat(thumbnails.file(image, 256)).isEqualTo(image.file());
  }

  @Test
  void theManifestOfARunThatIsHereIsReadAgainOnlyWhenItsFileIsAnother() throws IOException {
    var run = written("looked-at");
    var manifest = run.resolve("run.json");
    var place = workspace().relativize(run).toString();
    var before = Files.getLastModifiedTime(manifest);
    shipped.register();
    assertThat(runs.of("looked-at")).hasSize(1);

    Files.writeString(manifest, "?".repeat((int) Files.size(manifest)));
    Files.setLastModifiedTime(manifest, before);
    shipped.register();
    assertThat(leftOut()).as("of equal size and time").anyMatch(it -> it.contains("looked-at"));

    var version = FileVersion.of(manifest);
    await().until(() -> version.settledAt(Instant.now()));
    files.keep(place, version);
    shipped.register();
    assertThat(leftOut()).as("it was not read").noneMatch(it -> it.contains("looked-at"));

    Files.setLastModifiedTime(manifest, FileTime.from(Instant.parse("2026-01-01T00:00:01Z")));
    shipped.register();
    assertThat(leftOut()).anyMatch(it -> it.contains("looked-at"));

    assertThat(files.known()).containsKey(place);
    Files.move(run, run.resolveSibling("r261101-000000-gone"));
    shipped.register();
    assertThat(files.known()).doesNotContainKey(place);
  }

  private List<String> leftOut() {
    return problems.lines(FileProblems.Area.RUNS).stream().map(Object::toString).toList();
  }

  @Test
  void aRunWithAChangedPictureIsLeftOut() throws IOException {
    var run = written("changed");
    try (var files = Files.list(run.resolve("images"))) {
      Files.write(files.findFirst().orElseThrow(), new byte[] {1});
    }
    shipped.register();
    assertThat(runs.of("changed")).isEmpty();
  }

  @Test
  void aRunThatPointsOutOfItsFolderIsLeftOut() throws IOException {
    var manifest = written("escaping").resolve("run.json");
    var text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("images/", "images/../../../../../"));
    shipped.register();
    assertThat(runs.of("escaping")).isEmpty();
  }

  @Test
  void aRunWhoseSpecWasEditedIsLeftOut() throws IOException {
    var manifest = written("edited").resolve("run.json");
    Files.writeString(manifest, Files.readString(manifest).replace("DPM++ 2M Karras", "Euler"));
    shipped.register();
    assertThat(runs.of("edited")).isEmpty();
  }

  @Test
  void aSpecWithASettingOfALaterLabKeepsItsSeal() throws IOException {
    var manifest = written("later").resolve("run.json");
    Files.writeString(manifest, resealed(Files.readString(manifest), "\"hue\":0.25,\"steps\":"));
    shipped.register();
    var run = runs.of("later").getFirst();
    assertThat(run.spec().recipe().steps()).isEqualTo(20);
    assertThat(store.stored(run.id()).text()).as("nothing of it is lost").contains("\"hue\":0.25");
  }

  @Test
  void aSpecMayStandIndentedInItsFile() throws IOException {
    var manifest = written("indented").resolve("run.json");
    var text = Files.readString(manifest);
    Files.writeString(manifest, text.replace(",\"", " ,\r\n\t\"").replace("\":", "\" : "));
    shipped.register();
    assertThat(runs.of("indented")).hasSize(1);
  }

  @Test
  void whatARunOfThisLabWritesAboutItselfIsTakenElsewhere() throws IOException {
    var folder = written("moved");
    shipped.register();
    var id = runs.of("moved").getFirst().id();
    var written = manifests.text(store.find(id).orElseThrow());
    assertThat(written).contains("\"spec\" : " + store.stored(id).text() + ",");
    var taken = RunManifest.read(written);
    assertThat(taken.submittedById()).as("whoever is known by that name here").isPresent();
    assertThat(taken)
        .usingRecursiveComparison()
        .ignoringFields("submittedById")
        .isEqualTo(
            RunManifest.read(
                Files.readString(folder.resolve("run.json"))
                    .replace("\"format\":1", "\"format\":2")));
  }

  /// With something else before `"steps":`, sealed again over its letters.
  private static String resealed(String manifest, String steps) {
    var before = StoredSpec.in(manifest);
    var changed = new StoredSpec(before.text().replace("\"steps\":", steps));
    return manifest
        .replace(before.text(), changed.text())
        .replace(before.sha256(), changed.sha256());
  }

  private static Path written(String slug) {
    var experiment = DrawnExperiment.of(slug, "doodle-base", 42);
    experiment.write(workspace());
    return workspace()
        .resolve("experiments")
        .resolve(slug)
        .resolve("runs")
        .resolve(experiment.run());
  }

  private static Path workspace() {
    return folder.resolve("workspace");
  }
}
