package lab.harmony.doodle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import lab.harmony.doodle.FaceDataset.Next;
import lab.harmony.doodle.drawing.Captions;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

@Tag("process")
class FaceDatasetTest {

  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aDrawingThatIsEndedLeavesNothing() throws IOException {
    assertThat(
            FaceDataset.draw(
                folder.resolve("experiments/of/faces"),
                1,
                (pictures, all) -> {
                  assertThat(all).isEqualTo(417);
                  return pictures == 3 ? Next.END : Next.GO_ON;
                }))
        .isFalse();
    assertThat(names()).isEmpty();

    restsAt(3);
    assertThat(names()).containsExactly(".faces.part");
    FaceDataset.forget(folder.resolve("faces"));
    FaceDataset.forget(folder.resolve("nowhere/faces"));
    assertThat(names()).isEmpty();
  }

  @Test
  void aMistakeOfWhoeverIsAskedLetsTheDrawingRest() throws IOException {
    assertThatThrownBy(() ->
            FaceDataset.draw(
                folder.resolve("faces"),
                1,
                (pictures, _) -> {
                  if (pictures == 3) {
                    throw new IllegalStateException("the database does not answer");
                  }
                  return Next.GO_ON;
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(names()).containsExactly(".faces.part");
    var asked = new ArrayList<Integer>();
    FaceDataset.draw(
        folder.resolve("faces"),
        1,
        (pictures, _) -> {
          asked.add(pictures);
          return Next.REST;
        });
    assertThat(asked).containsExactly(3);
  }

  @Test
  void whatSomebodyPutsThereMeanwhileStaysAndSoDoTheFaces() throws IOException {
    var mine = folder.resolve("faces/mine.txt");
    assertThatThrownBy(() ->
            FaceDataset.draw(
                folder.resolve("faces"),
                1,
                (pictures, _) -> {
                  if (pictures == 416) {
                    put(mine);
                  }
                  return Next.GO_ON;
                }))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(mine).hasContent("mine");
    put(part(".DS_Store"));
    Files.delete(mine);

    assertThat(
            FaceDataset.draw(
                folder.resolve("faces"),
                1,
                (_, _) -> {
                  throw new AssertionError("all of them are drawn");
                }))
        .isTrue();
    assertThat(names()).containsExactly("faces");
    assertThat(bytes("faces"))
        .as("the pictures and their table alone")
        .hasSize(418)
        .doesNotContainKey(".DS_Store");
  }

  private static void put(Path file) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, "mine");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theThumbprintTellsWhateverDecidesWhichFacesAreDrawn() throws IOException {
    var today = FacePlan.of(1);
    assertThat(FacePlan.of(1).thumbprint()).isEqualTo(today.thumbprint());
    assertThat(FacePlan.of(2).thumbprint()).isNotEqualTo(today.thumbprint());
    var asksOnceMore =
        FacePlan.of(
            1,
            (archetype, emotion, random) -> {
              var words = Captions.varied(archetype, emotion, random);
              random.nextDouble();
              return words;
            });
    assertThat(asksOnceMore.thumbprint()).isNotEqualTo(today.thumbprint());
    var fewer = new FacePlan(today.pictures().subList(0, 416));
    assertThat(fewer.thumbprint()).isNotEqualTo(today.thumbprint());
  }

  @Test
  void aDrawingThatRestsGoesOnWithWhatIsMissingAndComesToTheSameBytes() throws IOException {
    FaceDataset.draw(folder.resolve("at once"), 1, (_, _) -> Next.GO_ON);
    assertThat(restsAt(30)).isFalse();
    assertThat(FaceDataset.isFree(folder.resolve("faces"))).isTrue();
    var first = Files.readAttributes(part("stoic_neutral_000.png"), BasicFileAttributes.class);
    Files.writeString(part(".half"), "a picture of which the end is missing");

    var asked = new ArrayList<Integer>();
    var went =
        FaceDataset.draw(
            folder.resolve("faces"),
            1,
            (pictures, _) -> {
              asked.add(pictures);
              return Next.GO_ON;
            });
    assertThat(went).isTrue();
    assertThat(asked).hasSize(417 - 30).startsWith(30).endsWith(416);
    assertThat(names()).containsExactly("at once", "faces");
    assertThat(
            Files.readAttributes(
                    folder.resolve("faces/stoic_neutral_000.png"), BasicFileAttributes.class)
                .fileKey())
        .as("the first picture is the one that was drawn before the rest")
        .isEqualTo(first.fileKey());
    assertThat(bytes("faces")).isEqualTo(bytes("at once"));
  }

  @Test
  void whatRestsOfAnotherSeedOrOfAnotherWayToDrawIsNotMixedIn() throws IOException {
    FaceDataset.draw(folder.resolve("at once"), 2, (_, _) -> Next.GO_ON);
    restsAt(5);
    FaceDataset.draw(folder.resolve("faces"), 2, (_, _) -> Next.GO_ON);
    assertThat(bytes("faces")).isEqualTo(bytes("at once"));

    restsAt(5);
    Files.writeString(part(".thumbprint"), "of a lab that drew otherwise");
    Files.writeString(part("stoic_neutral_000.png"), "drawn otherwise");
    FaceDataset.draw(folder.resolve("faces"), 2, (_, _) -> Next.GO_ON);
    assertThat(bytes("faces")).isEqualTo(bytes("at once"));
  }

  private boolean restsAt(int count) throws IOException {
    FileSystemUtils.deleteRecursively(folder.resolve("faces"));
    return FaceDataset.draw(
        folder.resolve("faces"), 1, (pictures, _) -> pictures == count ? Next.REST : Next.GO_ON);
  }

  private Path part(String name) {
    return folder.resolve(".faces.part").resolve(name);
  }

  private SortedMap<String, String> bytes(String name) throws IOException {
    var all = new TreeMap<String, String>();
    try (var files = Files.list(folder.resolve(name))) {
      for (var file : files.toList()) {
        all.put(file.getFileName().toString(), Sha256.of(file).hex());
      }
    }
    return all;
  }

  @Test
  void aDrawingWhoseProcessIsKilledLeavesNoDatasetAndTheNextOneIsWhole() throws Exception {
    Files.createDirectory(folder.resolve("faces")); // An empty folder is no dataset.
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MakeFaces.class.getName(),
                folder.resolve("faces").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> Files.exists(part("stoic_neutral_000.png")));
      assertThatThrownBy(() -> FaceDataset.draw(folder.resolve("faces"), 1, (_, _) -> Next.GO_ON))
          .hasMessageContaining("it is being drawn already");
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(FaceDataset.isFree(folder.resolve("faces"))).isTrue();

    FaceDataset.draw(folder.resolve("faces"), 1, (_, _) -> Next.GO_ON);
    assertThat(Files.readAllLines(folder.resolve("faces/metadata.csv"))).hasSize(1 + 417);
    try (var files = Files.list(folder.resolve("faces"))) {
      assertThat(files).hasSize(417 + 1);
    }
    assertThat(names()).containsExactly("faces", "said.txt");
  }

  @Test
  void whatIsThereIsNeverReplaced() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("faces")).resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> FaceDataset.draw(folder.resolve("faces"), 1, (_, _) -> Next.GO_ON))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(folder.resolve("faces/mine.txt")).hasContent("mine");
  }
}
