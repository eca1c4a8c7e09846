package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import lab.harmony.bench.RemotePerson;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.people.Actor;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a rater of an open session could learn from its pictures: their addresses, headers, sizes,
/// what lies beside the pixels, sides and order.
@Tag("process")
class BlindPictureLeaksTest extends BlindLeaksLab {

  /// Size, headers, length and what lies beside the pixels; nothing is kept by the browser.
  @Test
  void allPicturesHaveTheSameHeadersLengthAndSizeAndNothingBesideTheirPixels() throws IOException {
    var headers = new HashSet<Map<String, List<String>>>();
    var lengths = new HashSet<Integer>();
    var chunks = new HashSet<List<String>>();
    for (var address : addresses()) {
      var answer = bytes(address);
      assertThat(answer.statusCode()).isEqualTo(200);
      headers.add(withoutTime(answer));
      lengths.add(answer.body().length);
      chunks.add(TalkingPng.chunks(answer.body()));
      var picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
      assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(128, 128);
    }
    assertThat(headers).hasSize(1);
    assertThat(headers.iterator().next().get("cache-control")).containsExactly("no-store");
    assertThat(headers.iterator().next()).doesNotContainKeys("etag", "last-modified");
    assertThat(lengths).hasSize(1);
    assertThat(chunks).containsExactly(List.of("IHDR", "IDAT", "IEND"));
  }

  /// Arms of other sizes and shapes, and gold, which belongs to none: the same size, length and
  /// headers; and none is made when it is asked for, so none takes longer than another.
  @Test
  void armsOfOtherSizesAndGoldAreServedAlikeAndReadyBeforeTheyAreAskedFor() throws IOException {
    var ruth = people.add("Ruth", Role.REVIEWER);
    var mixed =
        sessions.start(
            new BlindSetup(
                    "Faces of all sizes",
                    BlindForm.POINTS,
                    List.of(
                        new BlindArm("third-one", "doodle-base"),
                        new BlindArm("small-seven", "petite"),
                        new BlindArm("tall-seven", "lengthy")),
                    List.of(ruth.id()),
                    1,
                    10)
                .withGold(12),
            Actor.of(people.local()));
    try (var browser = signedIn(ruth)) {
      var page = browser.begin("/blind/rate/" + mixed.id(), _ -> {});
      tellsNothing("the page", page.first());
      // Names of pictures are drawn by chance, and chance can spell a short word.
      var told = page.first().replaceAll("/blind-pictures/[^\"]+[.]png", "");
      assertThat(told.toLowerCase(java.util.Locale.ROOT))
          .doesNotContain(
              "gold",
              "truth",
              "agrees",
              "contradict",
              "small-seven",
              "tall-seven",
              "petite",
              "lengthy");
      page.close();
      // Whatever they were made of is not read any more.
      try (var files = Files.list(images(SMALL_SEVEN))) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
      var headers = new HashSet<Map<String, List<String>>>();
      var lengths = new HashSet<Integer>();
      var sizes = new HashSet<List<Integer>>();
      var places = rating.task(mixed.id(), Actor.of(ruth)).orElseThrow().places();
      assertThat(places).hasSize(3 * 48 + 15 + 12);
      for (var place : places) {
        var answer = browser.bytes("/blind-pictures/%s.png".formatted(place.pictures().getFirst()));
        assertThat(answer.statusCode()).isEqualTo(200);
        headers.add(withoutTime(answer));
        lengths.add(answer.body().length);
        var picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
        sizes.add(List.of(picture.getWidth(), picture.getHeight()));
        assertThat(TalkingPng.chunks(answer.body())).containsExactly("IHDR", "IDAT", "IEND");
      }
      assertThat(sizes).containsExactly(List.of(64, 64));
      assertThat(lengths).hasSize(1);
      assertThat(headers).hasSize(1);
    }
    sessions.close(mixed.id(), Actor.of(people.local()));
    assertThat(data.thumbnails().resolve("blind").resolve(mixed.id().value())).doesNotExist();
  }

  private static Path images(DrawnExperiment experiment) {
    return folder.resolve(
        "workspace/experiments/%s/runs/%s/images".formatted(experiment.slug(), experiment.run()));
  }

  @Test
  void thePixelsAreThoseOfThePictureThatWasFrozen() throws IOException {
    var all = new HashSet<Integer>();
    for (var experiment : List.of(FIRST, SECOND)) {
      try (var files =
          Files.list(
              folder.resolve(
                  "workspace/experiments/%s/runs/%s/images"
                      .formatted(experiment.slug(), experiment.run())))) {
        for (var file : files.toList()) {
          all.add(hash(ImageIO.read(file.toFile())));
        }
      }
    }
    for (var address : addresses()) {
      assertThat(all).contains(hash(ImageIO.read(new ByteArrayInputStream(bytes(address).body()))));
    }
  }

  @Test
  void aPictureIsForItsRaterAlone() {
    var address = addresses().getFirst();
    assertThat(other().ask("GET", address).statusCode()).isEqualTo(404);
    try (var ada = signedIn(people.local());
        var stranger = new RemotePerson(URI.create("http://127.0.0.1:%d/".formatted(port)))) {
      assertThat(ada.ask("GET", address).statusCode()).isEqualTo(404);
      assertThat(stranger.ask("GET", address).statusCode()).isIn(302, 401, 403);
    }
  }

  /// Neither the order nor the side goes with an arm.
  @Test
  void armsAreMixed() throws IOException {
    var first = new HashSet<Integer>();
    try (var files =
        Files.list(
            folder.resolve(
                "workspace/experiments/%s/runs/%s/images".formatted(FIRST.slug(), FIRST.run())))) {
      for (var file : files.toList()) {
        first.add(hash(ImageIO.read(file.toFile())));
      }
    }
    int left = 0;
    for (var place : task().places()) {
      var picture = bytes("/blind-pictures/%s.png".formatted(place.pictures().getFirst())).body();
      left += first.contains(hash(ImageIO.read(new ByteArrayInputStream(picture)))) ? 1 : 0;
    }
    assertThat(left).as("first arm on the left, of 53").isBetween(10, 43);
  }

  private static Map<String, List<String>> withoutTime(HttpResponse<?> answer) {
    var headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    // Of the line, which is used for so many requests.
    headers.remove("connection");
    headers.remove("keep-alive");
    headers.remove("set-cookie");
    return headers;
  }

  private static int hash(BufferedImage picture) {
    return java.util.Arrays.hashCode(
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()));
  }

  private HttpResponse<byte[]> bytes(String address) {
    return rater().bytes(address);
  }

  private List<String> addresses() {
    return task().places().stream()
        .flatMap(place ->
            java.util.stream.Stream.of(place.pictures().getFirst(), place.pictures().getLast()))
        .map("/blind-pictures/%s.png"::formatted)
        .toList();
  }
}
