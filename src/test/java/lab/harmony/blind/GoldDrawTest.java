package lab.harmony.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import lab.harmony.blind.frozen.GoldLook;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.FaceTruth;
import lab.harmony.blind.session.GoldRule;
import lab.harmony.blind.session.GoldUnit;
import lab.harmony.blind.session.Unit;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.review.marks.Checklist;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class GoldDrawTest {

  private static final GoldLook PLAIN = new GoldLook(0, 0);

  private static List<Unit> units(String archetype, String... emotions) {
    return IntStream.range(0, emotions.length)
        .mapToObj(number ->
            new Unit(number, new Unit.Asked(archetype, emotions[number], 7, 42), List.of()))
        .toList();
  }

  private static GoldDraw.Made drawn(BlindForm form, int count, long seed) {
    return new GoldDraw(form, 64, 80, List.of(PLAIN), new SplittableRandom(seed))
        .draw(count, units("soft", "happy", "neutral", "sad", "angry"));
  }

  private static BufferedImage picture(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(BlindForm.class)
  void whatAgreesAgreesAndWhatDoesNotContradictsItselfInAllThreeQuestions(BlindForm form) {
    var made = drawn(form, 24, 7);
    assertThat(made.units()).extracting(GoldUnit::number).startsWith(4, 5).endsWith(27);
    int agreeing = 0;
    for (var unit : made.units()) {
      assertThat(unit.asked().archetype()).isEqualTo("soft");
      assertThat(unit.faces()).hasSize(form.pictures());
      var asked = unit.asked().emotion();
      for (var face : unit.faces()) {
        var truth = face.truth();
        if (truth.agrees(asked)) {
          agreeing++;
        } else {
          assertThat(truth.eyes()).isNotEqualTo(truth.mouth());
          assertThat(truth.brows()).isNotEqualTo(asked);
        }
        var picture = picture(made.files().get(face.sha256()));
        assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(64, 80);
      }
    }
    assertThat(agreeing).isEqualTo(form.compares() ? 24 : 12);
  }

  @Test
  void aPictureShowsWhatItsTruthSays() {
    var made = drawn(BlindForm.POINTS, 24, 3);
    var looks =
        made.units().stream()
            .map(unit -> unit.faces().getFirst())
            .map(face -> face.truth() + " " + face.sha256())
            .distinct();
    assertThat(looks).hasSizeGreaterThan(20);
    // The same parts are drawn the same, whatever else is: a smiling mouth has more of its red.
    for (var unit : made.units()) {
      var face = unit.faces().getFirst();
      boolean smiles = face.truth().mouth().equals("happy");
      assertThat(reds(picture(made.files().get(face.sha256()))) > 3)
          .as(face.truth().words())
          .isEqualTo(smiles);
    }
  }

  /// Pixels of the inside of a mouth, where the mouth is.
  private static int reds(BufferedImage picture) {
    int found = 0;
    for (int y = 16 + 45; y < 16 + 56; y++) {
      for (int x = 24; x < 40; x++) {
        int rgb = picture.getRGB(x, y);
        int red = rgb >> 16 & 255;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        found +=
            Math.abs(red - 0x9B) < 12 && Math.abs(green - 0x2C) < 12 && Math.abs(blue - 0x3A) < 12
                ? 1
                : 0;
      }
    }
    return found;
  }

  @Test
  void wordsThatTheRendererDoesNotKnowAreNeverAskedForAndWithoutOthersGoldIsRefused() {
    assertThat(GoldDraw.drawable(units("soft", "happy", "surprised"))).hasSize(1);
    assertThatThrownBy(() -> GoldDraw.requireDrawable(units("robot", "happy")))
        .isInstanceOf(BlindProblem.class)
        .hasMessageContaining("soft, stoic")
        .hasMessageContaining("show themselves");
  }

  /// A picture like those of a network: a drawing with blotches and grain of its own.
  @Test
  void goldLooksAsGrainyAndBlotchyAsTheSessionsPictures() {
    var random = new SplittableRandom(5);
    var face =
        FaceRenderer.draw(
            FaceDescription.coherent(DoodleArchetype.STOIC, DoodleEmotion.SAD, random));
    var like = new GoldLook(0.5, 1);
    var found = GoldLook.of(List.of(like.like(face, random)));
    assertThat(found.grain()).isCloseTo(0.5, within(0.35));
    assertThat(found.blotches()).isCloseTo(1, within(0.35));
    assertThat(GoldLook.of(List.of(PLAIN.like(face, random))))
        .isEqualTo(GoldLook.of(List.of(face)));
  }

  @Test
  void whatIsRightFollowsFromPartsAndAnswerAlone() {
    var agrees = new FaceTruth("happy", "happy", "happy");
    var contradicts = new FaceTruth("sad", "happy", "angry");
    assertThat(hit(BlindAnswer.ofPoints(2, false), agrees)).isTrue();
    assertThat(hit(BlindAnswer.ofPoints(1, false), agrees)).isFalse();
    assertThat(hit(BlindAnswer.ofPoints(1, false), contradicts)).isTrue();
    assertThat(hit(BlindAnswer.ofPoints(3, false), contradicts)).isFalse();
    assertThat(hit(BlindAnswer.ofFace(new Checklist(true, false, true), false), agrees)).isTrue();
    assertThat(hit(BlindAnswer.ofPair(BlindAnswer.Choice.RIGHT, false), contradicts, agrees))
        .isTrue();
    assertThat(hit(BlindAnswer.ofPair(BlindAnswer.Choice.EQUAL, false), contradicts, agrees))
        .isFalse();
    assertThat(
            hit(
                BlindAnswer.ofOrder(List.of(2, 0, 1, 3), false),
                contradicts,
                contradicts,
                agrees,
                contradicts))
        .isTrue();
    assertThat(GoldRule.hit(BlindAnswer.ofNothing(), "happy", List.of(agrees))).isEmpty();
    assertThat(GoldRule.hit(BlindAnswer.ofPoints(0, true), "happy", List.of(agrees))).isEmpty();
  }

  private static boolean hit(BlindAnswer answer, FaceTruth... shown) {
    return GoldRule.hit(answer, "happy", List.of(shown)).orElseThrow();
  }
}
