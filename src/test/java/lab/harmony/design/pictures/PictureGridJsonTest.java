package lab.harmony.design.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.design.pictures.PictureGrid.Picture;
import lab.harmony.design.pictures.PictureGrid.Points;
import lab.harmony.design.pictures.PictureGrid.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Tag("unit")
class PictureGridJsonTest {

  @Test
  void aPictureIsSentAsNumbersAndItsTextsAsNumbersOfTheirWords() {
    var json =
        PictureGridJson.of(
            PictureGrid.strip(List.of(picture("r1", 0, new Points(2, Source.MACHINE)))));
    assertThat(json.path("first").path("words").valueStream().map(JsonNode::stringValue))
        .containsExactly(
            "/images/r1/",
            "0/",
            "{size}.png",
            "/images/",
            "r1/",
            "0.png",
            "soft, ",
            "CFG 7",
            "seed 1 · ",
            "run r1");
    assertThat(json.path("first").path("pictures").valueStream().map(JsonNode::intValue))
        .containsExactly(3, 0, 1, 2, 3, 3, 4, 5, 2, 6, 7, 2, 8, 9, 0);
    assertThat(json.path("marks").stringValue()).isEqualTo("6");
    assertThat(json.path("places").valueStream().map(JsonNode::intValue)).containsExactly(0, 0);
  }

  @Test
  void everyTextComesBackAsItWas() {
    var odd =
        Stream.of(
                "",
                " ",
                ",",
                ", ",
                " · ",
                ", , a",
                "a, ",
                "/",
                "//",
                "/a/",
                "a/b, c",
                "/x",
                "data:a/b",
                "\u00e9 · \ud83d\ude00, b",
                "a ·b, c · d")
            .toList();
    var pictures =
        odd.stream().map(text -> new Picture(0, 0, 0, text, text, text, text, null)).toList();
    var json = PictureGridJson.of(PictureGrid.strip(pictures));
    assertThat(texts(json))
        .isEqualTo(odd.stream().flatMap(text -> Stream.of(text, text, text, text, "")).toList());
  }

  @Test
  void ofThousandsOfPicturesAllPlacesAreSentAndTheWordsOfAFew() {
    var grid = many(28_800);

    var json = PictureGridJson.of(grid, 3, 512);

    assertThat(json.toString().length()).as("places, points and names").isLessThan(130_000);
    assertThat(json.path("total").intValue()).isEqualTo(28_800);
    assertThat(json.path("marks").stringValue()).hasSize(28_800);
    assertThat(json.path("places").toString()).as("no place is empty").isEqualTo("[0,28799]");
    assertThat(texts(json)).hasSize(5 * 512);
  }

  @Test
  void aWindowHasTheWordsOfPicturesThatFollowEachOtherAndNoMore() {
    var grid = many(600);

    var window = PictureGridJson.window(grid, 512, PictureGridJson.WINDOW);

    assertThat(texts(JsonNodeFactory.instance.objectNode().set("first", window)))
        .hasSize(5 * 88)
        .startsWith("/images/r261129-080000-abc01/32/{size}.png");
    assertThat(window.toString().length()).isLessThan(12_000);
  }

  @Test
  void aGapBetweenPlacesIsSaid() {
    var some =
        Stream.of(0, 1, 4).map(column -> new Picture(0, column, 0, "", "", "", "", null)).toList();
    var axis = new PictureGrid.Axis("", Optional.empty());

    var json =
        PictureGridJson.of(
            new PictureGrid(List.of(axis), Collections.nCopies(5, axis), List.of(), some));

    assertThat(json.path("places").toString()).isEqualTo("[0,1,4,0]");
  }

  /// Rows of 48 pictures.
  private static PictureGrid many(int total) {
    var axis = new PictureGrid.Axis("", Optional.empty());
    return new PictureGrid(
        Collections.nCopies(total / 48 + 1, axis),
        Collections.nCopies(48, axis),
        List.of(),
        IntStream.range(0, total)
            .mapToObj(at -> {
              var one = picture("r261129-080000-abc%02d".formatted(at / 480), at % 480, null);
              return new Picture(
                  at / 48,
                  at % 48,
                  0,
                  one.thumbnail(),
                  one.image(),
                  one.label(),
                  one.caption(),
                  null);
            })
            .toList());
  }

  private static List<String> texts(JsonNode json) {
    var words = json.path("first").path("words").valueStream().map(JsonNode::stringValue).toList();
    var sent = json.path("first").path("pictures").valueStream().map(JsonNode::intValue).toList();
    var texts = new ArrayList<String>();
    for (var at = 0; at < sent.size(); ) {
      for (var text = 0; text < 5; text++) {
        var count = sent.get(at);
        texts.add(
            sent.subList(at + 1, at + 1 + count).stream()
                .map(words::get)
                .collect(Collectors.joining()));
        at += 1 + count;
      }
    }
    return texts;
  }

  private static Picture picture(String run, int index, @Nullable Points points) {
    return new Picture(
        0,
        0,
        0,
        "/images/%s/%d/{size}.png".formatted(run, index),
        "/images/%s/%d.png".formatted(run, index),
        "soft, CFG 7",
        "seed 1 · run " + run,
        points);
  }
}
