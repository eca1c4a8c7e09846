package lab.harmony.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import lab.harmony.design.pictures.PartPlaces;
import lab.harmony.design.pictures.PartPlaces.Box;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.pictures.RgbPixels;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class FacePartsTest {

  private static final int HEADS = 40;

  private interface Redrawn {
    FaceDescription with(FaceDescription face, DoodleEmotion emotion);
  }

  private static final Map<String, Redrawn> PARTS =
      Map.of(
          "eyes",
          (face, emotion) ->
              new FaceDescription(
                  face.archetype(), emotion, face.mouth(), face.brows(), face.details()),
          "mouth",
          (face, emotion) ->
              new FaceDescription(
                  face.archetype(), face.eyes(), emotion, face.brows(), face.details()),
          "brows",
          (face, emotion) ->
              new FaceDescription(
                  face.archetype(), face.eyes(), face.mouth(), emotion, face.details()));

  private static final Map<String, Function<PartPlaces, Box>> BOXES =
      Map.of("eyes", PartPlaces::eyes, "mouth", PartPlaces::mouth, "brows", PartPlaces::brows);

  @Test
  void whateverADrawingSaysWithAPartLiesWithinItsPlaceAndFillsIt() {
    var places =
        FaceParts.of(weights("doodle-base"), FaceRenderer.SIZE, FaceRenderer.SIZE).orElseThrow();
    BOXES.forEach((part, of) -> {
      var box = pixels(of.apply(places));
      var touched = touched(PARTS.get(part));
      assertThat(box.contains(touched)).as("%s: %s within %s", part, touched, box).isTrue();
      assertThat((double) touched.width * touched.height)
          .as("%s: %s fills %s", part, touched, box)
          .isGreaterThan(0.75 * box.width * box.height);
    });
  }

  @Test
  void ofOtherModelsAndSizesNothingIsKnown() {
    assertThat(FaceParts.of(weights("doodle-base"), 256, 256)).isEmpty();
    assertThat(FaceParts.of(weights("doodle-anime"), 128, 128)).isPresent();
    assertThat(FaceParts.of(weights("doodle-parts"), 128, 128)).isEmpty();
  }

  @Test
  void otherWeightsOfTheSameNamePromiseNothing() {
    assertThat(FaceParts.of(Sha256.of("doodle-base").hex(), 128, 128)).isEmpty();
    assertThat(FaceParts.of("doodle-base", 128, 128)).isEmpty();
  }

  private static String weights(String model) {
    return BundledModels.weights(Set.of(model)).iterator().next();
  }

  /// What changes in any head when one part says something else.
  private static Rectangle touched(Redrawn part) {
    var random = new SplittableRandom(7);
    var all = new Rectangle(-1, -1);
    for (var archetype : DoodleArchetype.values()) {
      for (int head = 0; head < HEADS; head++) {
        var face = FaceDescription.coherent(archetype, DoodleEmotion.NEUTRAL, random);
        var before = FaceRenderer.draw(face);
        for (var emotion : DoodleEmotion.values()) {
          if (emotion != DoodleEmotion.NEUTRAL) {
            all = all.union(differing(before, FaceRenderer.draw(part.with(face, emotion))));
          }
        }
      }
    }
    return all;
  }

  private static Rectangle differing(BufferedImage one, BufferedImage other) {
    var found = new Rectangle(-1, -1);
    var first = RgbPixels.of(one);
    var second = RgbPixels.of(other);
    for (int at = 0; at < first.length; at++) {
      if (first[at] != second[at]) {
        found = found.union(new Rectangle(at % one.getWidth(), at / one.getWidth(), 1, 1));
      }
    }
    return found;
  }

  private static Rectangle pixels(Box box) {
    int side = FaceRenderer.SIZE;
    return new Rectangle(
        (int) Math.round(box.x() * side),
        (int) Math.round(box.y() * side),
        (int) Math.round(box.width() * side),
        (int) Math.round(box.height() * side));
  }
}
