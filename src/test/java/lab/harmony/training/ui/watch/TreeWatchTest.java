package lab.harmony.training.ui.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

@Tag("process")
class TreeWatchTest {

  private record Heard(Path root, Path what) {}

  @TempDir Path folder;

  private final Set<Heard> heard = ConcurrentHashMap.newKeySet();
  private final AtomicInteger written = new AtomicInteger();
  private TreeWatch watch;

  @BeforeEach
  void begin() throws IOException {
    watch =
        new TreeWatch(
            folder.getFileSystem(),
            "test-watch",
            new TreeWatch.Reach(3, 500),
            (root, what) -> what.forEach(one -> heard.add(new Heard(root, one))));
  }

  @AfterEach
  void end() throws IOException {
    watch.close();
  }

  private Path made(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private Path link(String name, Path to) throws IOException {
    return Files.createSymbolicLink(folder.resolve(name), to);
  }

  /// What is written there is heard of by its name, at the latest when what happened before is
  /// known.
  private void awaitHearing(Path root, Path in) {
    heard.clear();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          Files.writeString(in.resolve(written.incrementAndGet() + ".png"), "");
          return heard.stream()
              .anyMatch(one -> one.root().equals(root) && in.equals(one.what().getParent()));
        });
  }

  /// What was written before anything in another folder is heard of before it.
  private void assertUnheard(Path in, Path root, Path other) throws IOException {
    Files.writeString(in.resolve("elsewhere.png"), "");
    awaitHearing(root, other);
    assertThat(heard)
        .extracting(one -> one.what().getFileName())
        .doesNotContain(Path.of("elsewhere.png"));
  }

  @Test
  void whatIsPutInThePlaceOfAFolderIsHeardFromAndWhatWasMovedAwayNoLonger() throws Exception {
    var faces = made("faces");
    made("faces/sub");
    made("new/sub");
    watch.watch(Set.of(faces));
    var old = Files.move(faces, folder.resolve("old"));
    Files.move(folder.resolve("new"), faces);
    awaitHearing(faces, faces);
    awaitHearing(faces, faces.resolve("sub"));
    assertUnheard(old, faces, faces);
    assertUnheard(old.resolve("sub"), faces, faces);

    var sub = Files.move(faces.resolve("sub"), folder.resolve("sub"));
    assertUnheard(sub, faces, faces);
  }

  @Test
  void anExchangeFurtherUpIsOneOfAllBelow() throws Exception {
    var faces = made("data/girls/faces");
    made("new/girls/faces");
    watch.watch(Set.of(faces));
    var old = Files.move(folder.resolve("data"), folder.resolve("old"));
    Files.move(folder.resolve("new"), folder.resolve("data"));
    awaitHearing(faces, faces);
    assertUnheard(old.resolve("girls/faces"), faces, faces);
  }

  @Test
  void aFolderThatIsRemovedAndMadeAgainIsHeardFrom() throws Exception {
    var faces = made("data/faces");
    watch.watch(Set.of(faces));
    for (int again = 0; again < 20; again++) {
      Files.delete(faces);
      Files.createDirectory(faces);
    }
    awaitHearing(faces, faces);
    var sub = made("data/faces/sub");
    awaitHearing(faces, sub);
    FileSystemUtils.deleteRecursively(faces.getParent());
    made("data/faces/sub");
    awaitHearing(faces, faces);
    awaitHearing(faces, sub);
  }

  @Test
  void whatLeavesTakesNothingFromWhatStays() throws Exception {
    var outer = made("a");
    var inner = made("a/b");
    watch.watch(Set.of(outer, inner));
    watch.watch(Set.of(outer));
    awaitHearing(outer, inner);
    assertThat(heard).extracting(Heard::root).containsOnly(outer);

    assertThat(watch.watch(Set.of(outer, inner))).containsExactly(inner);
    watch.watch(Set.of(inner));
    awaitHearing(inner, inner);
    assertThat(heard).extracting(Heard::root).containsOnly(inner);
  }

  @Test
  void aFolderUnderTwoNamesIsHeardFromUnderBoth() throws Exception {
    var faces = made("data/faces");
    var sub = made("data/faces/sub");
    var other = link("other", faces);
    var third = link("third", folder.resolve("data")).resolve("faces");
    watch.watch(Set.of(faces, other, third));
    for (var root : Set.of(faces, other, third)) {
      awaitHearing(root, root);
      awaitHearing(root, root.resolve("sub"));
    }
    watch.watch(Set.of(other));
    awaitHearing(other, other.resolve(sub.getFileName()));
  }

  @Test
  void theFoldersBehindALinkAreHeardFromAlsoWhenItComesToStandForOthers() throws Exception {
    made("data/one/sub/deep");
    made("data/two/sub");
    var faces = link("faces", Path.of("data/one"));
    watch.watch(Set.of(faces));
    awaitHearing(faces, faces);
    awaitHearing(faces, faces.resolve("sub/deep"));

    Files.move(
        link("next", Path.of("data/two")),
        faces,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    awaitHearing(faces, faces.resolve("sub"));
    assertUnheard(folder.resolve("data/one/sub"), faces, faces);

    Files.move(folder.resolve("data/two"), folder.resolve("data/former"));
    Files.move(folder.resolve("data/one"), folder.resolve("data/two"));
    awaitHearing(faces, faces.resolve("sub/deep"));
    assertUnheard(folder.resolve("data/former"), faces, faces);
  }

  @Test
  void linksBelowAreFollowedOnceAlsoThoseWhoseFolderComesLater() throws Exception {
    var faces = made("faces");
    link("faces/circle", faces);
    link("faces/later", folder.resolve("elsewhere"));
    link("faces/self", Path.of("self"));
    watch.watch(Set.of(faces));
    awaitHearing(faces, faces);
    made("elsewhere");
    awaitHearing(faces, faces.resolve("later"));
    made("beyond");
    awaitHearing(faces, link("faces/new", folder.resolve("beyond")));
  }
}
