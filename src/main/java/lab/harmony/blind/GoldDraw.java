package lab.harmony.blind;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import lab.harmony.blind.frozen.GoldLook;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.FaceTruth;
import lab.harmony.blind.session.GoldUnit;
import lab.harmony.blind.session.Unit;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.workspace.Sha256;

/// Draws the gold pictures of a session in the words and the size of its own: half of them agree,
/// the others contradict themselves in every part that is asked about.
final class GoldDraw {

  /// What was drawn.
  ///
  /// @param files PNG files by their SHA-256
  record Made(List<GoldUnit> units, Map<String, byte[]> files) {

    static final Made NONE = new Made(List.of(), Map.of());

    Made {
      units = List.copyOf(units);
      files = Map.copyOf(files);
    }
  }

  private final BlindForm form;
  private final int width;
  private final int height;
  private final List<GoldLook> looks;
  private final RandomGenerator random;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /// @param random decides what is drawn and is nothing that anybody can guess
  GoldDraw(BlindForm form, int width, int height, List<GoldLook> looks, RandomGenerator random) {
    this.form = form;
    this.width = width;
    this.height = height;
    this.looks = List.copyOf(looks);
    this.random = random;
  }

  /// What of a session can be drawn; gold of other words would show itself.
  static List<Unit.Asked> drawable(List<Unit> units) {
    return units.stream()
        .map(Unit::asked)
        .filter(asked -> archetype(asked).isPresent() && emotion(asked).isPresent())
        .toList();
  }

  /// @throws BlindProblem if gold would show itself by its words
  static void requireDrawable(List<Unit> units) {
    if (drawable(units).isEmpty()) {
      throw new BlindProblem(
          "Gold pictures are drawn of %s characters with %s faces, and none of these was asked for here: they would show themselves. Leave gold out."
              .formatted(
                  words(Arrays.stream(DoodleArchetype.values()).map(DoodleArchetype::word)),
                  words(Arrays.stream(DoodleEmotion.values()).map(DoodleEmotion::word))));
    }
  }

  private static String words(Stream<String> words) {
    return String.join(", ", words.toList());
  }

  private static Optional<DoodleArchetype> archetype(Unit.Asked asked) {
    return named(DoodleArchetype.values(), asked.archetype());
  }

  private static Optional<DoodleEmotion> emotion(Unit.Asked asked) {
    return named(DoodleEmotion.values(), asked.emotion());
  }

  private static <E extends Enum<E>> Optional<E> named(E[] all, String word) {
    return Arrays.stream(all)
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }

  Made draw(int count, List<Unit> units) {
    var words = drawable(units);
    var gold = new ArrayList<GoldUnit>();
    for (int number = 0; number < count; number++) {
      long seed = random.nextLong(1L << 31);
      var of = words.get(random.nextInt(words.size()));
      var asked = new Unit.Asked(of.archetype(), of.emotion(), of.cfgScale(), seed);
      var drawn = new SplittableRandom(random.nextLong());
      var faces = new ArrayList<GoldUnit.Face>();
      for (int face = 0; face < form.pictures(); face++) {
        boolean agrees = form.compares() ? face == 0 : number % 2 == 1;
        faces.add(face(asked, agrees, drawn));
      }
      gold.add(new GoldUnit(units.size() + number, asked, faces));
    }
    return new Made(gold, files);
  }

  private GoldUnit.Face face(Unit.Asked asked, boolean agrees, RandomGenerator drawn) {
    var emotion = emotion(asked).orElseThrow();
    var archetype = archetype(asked).orElseThrow();
    var description =
        agrees
            ? FaceDescription.coherent(archetype, emotion, drawn)
            : contradicting(archetype, emotion, drawn);
    var png = png(look(drawn).like(FaceRenderer.draw(description, width, height), drawn));
    var sha256 = Sha256.of(png).hex();
    files.put(sha256, png);
    return new GoldUnit.Face(
        new FaceTruth(
            description.eyes().word(), description.mouth().word(), description.brows().word()),
        sha256);
  }

  /// That of one of the session's pictures, whichever arm drew it.
  private GoldLook look(RandomGenerator drawn) {
    return looks.get(drawn.nextInt(looks.size()));
  }

  /// Eyes and mouth say different things, and the brows something else than was asked for; none of
  /// them nothing, which can be overlooked.
  private static FaceDescription contradicting(
      DoodleArchetype archetype, DoodleEmotion asked, RandomGenerator drawn) {
    var loud = List.of(DoodleEmotion.HAPPY, DoodleEmotion.SAD, DoodleEmotion.ANGRY);
    var eyes = loud.get(drawn.nextInt(loud.size()));
    var mouth = other(loud, eyes, drawn);
    return FaceDescription.of(archetype, eyes, mouth, other(loud, asked, drawn), drawn);
  }

  private static DoodleEmotion other(
      List<DoodleEmotion> all, DoodleEmotion than, RandomGenerator drawn) {
    var others = all.stream().filter(one -> one != than).toList();
    return others.get(drawn.nextInt(others.size()));
  }

  private static byte[] png(BufferedImage picture) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
