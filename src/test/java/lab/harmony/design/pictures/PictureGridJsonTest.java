package lab.harmony.design.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

@Tag("unit")
class PictureGridJsonTest {

  @Test
  void aPictureIsSentAsNumbersAndItsTextsAsNumbersOfTheirWords() {
    var json =
        PictureGridJson.of(
            PictureGrid.strip(List.of(picture("r1", 0, new Points(2, Source.MACHINE)))));
    assertThat(json.path("words").valueStream().map(JsonNode::stringValue))
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
    assertThat(json.path("pictures").valueStream().map(JsonNode::intValue))
        .containsExactly(0, 0, 0, 5, 3, 0, 1, 2, 3, 3, 4, 5, 2, 6, 7, 2, 8, 9);
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
        .isEqualTo(odd.stream().flatMap(text -> Stream.of(text, text, text, text)).toList());
  }

  @Test
  void thousandsOfPicturesAreSentInLessThanHalfOfTheirTexts() {
    var pictures =
        IntStream.range(0, 4800)
            .mapToObj(at -> picture("r261129-080000-abc%02d".formatted(at / 480), at % 480, null))
            .toList();
    var json = PictureGridJson.of(PictureGrid.strip(pictures)).get("pictures").toString();
    assertThat(json.length()).isLessThan(300_000);
    var texts =
        pictures.stream()
            .mapToInt(it -> (it.thumbnail() + it.image() + it.label() + it.caption()).length())
            .sum();
    assertThat(json.length()).isLessThan(texts / 2);
  }

  private static List<String> texts(JsonNode json) {
    var words = json.path("words").valueStream().map(JsonNode::stringValue).toList();
    var sent = json.path("pictures").valueStream().map(JsonNode::intValue).toList();
    var texts = new ArrayList<String>();
    for (var at = 0; at < sent.size(); ) {
      at += 4;
      for (var text = 0; text < 4; text++) {
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
