package lab.harmony.doodle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import lab.harmony.doodle.drawing.Captions;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;

/// Which pictures a seed of the [FaceDataset] has.
record FacePlan(List<FacePlan.Picture> pictures) {

  /// How many pictures of an archetype there are.
  private record Share(DoodleArchetype archetype, int pictures) {}

  private static final List<Share> SHARES =
      List.of(
          new Share(DoodleArchetype.STOIC, 162),
          new Share(DoodleArchetype.ENERGETIC, 107),
          new Share(DoodleArchetype.MELANCHOLIC, 84),
          new Share(DoodleArchetype.SOFT, 64));

  static final int PICTURES = SHARES.stream().mapToInt(Share::pictures).sum();

  /// Of twenty pictures, six neutral, five happy, five sad, four angry.
  private static final int[] OF_TWENTY = {6, 5, 5, 4};

  /// A picture that is to be there.
  ///
  /// @param row of `metadata.csv`
  record Picture(String file, FaceDescription face, String row) {}

  @FunctionalInterface
  interface CaptionSource {
    String of(DoodleArchetype archetype, DoodleEmotion emotion, RandomGenerator random);
  }

  static FacePlan of(long seed) {
    return of(seed, Captions::varied);
  }

  /// @param caption of a picture; it may ask the random as often as it likes
  static FacePlan of(long seed, CaptionSource caption) {
    var random = new SplittableRandom(seed);
    var all = new ArrayList<Picture>();
    for (Share share : SHARES) {
      for (int i = 0; i < share.pictures(); i++) {
        DoodleEmotion emotion = emotion(i);
        String file = "%s_%s_%03d.png".formatted(share.archetype().word(), emotion.word(), i);
        FaceDescription face = FaceDescription.coherent(share.archetype(), emotion, random);
        String row =
            "%s,\"%s\",%s,%s"
                .formatted(
                    file,
                    caption.of(share.archetype(), emotion, random),
                    share.archetype().word(),
                    emotion.word());
        all.add(new Picture(file, face, row));
      }
    }
    return new FacePlan(List.copyOf(all));
  }

  String table() {
    return Stream.concat(
            Stream.of("file_name,text,archetype,emotion"), pictures.stream().map(Picture::row))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /// In short, what is drawn: other faces, names or captions, or another way to draw or to write
  /// pictures, have another one.
  String thumbprint() throws IOException {
    var all = new ByteArrayOutputStream();
    all.write(table().getBytes(StandardCharsets.UTF_8));
    for (var picture : pictures) {
      all.write(picture.face().toString().getBytes(StandardCharsets.UTF_8));
    }
    var random = new SplittableRandom(1);
    for (var archetype : DoodleArchetype.values()) {
      for (var emotion : DoodleEmotion.values()) {
        all.write(png(FaceDescription.coherent(archetype, emotion, random)));
      }
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static byte[] png(FaceDescription face) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(FaceRenderer.draw(face), "png", bytes);
    return bytes.toByteArray();
  }

  /// In turns that reach the shares over every twenty pictures.
  private static DoodleEmotion emotion(int index) {
    int place = index * 7 % 20;
    for (int emotion = 0; emotion < OF_TWENTY.length; emotion++) {
      place -= OF_TWENTY[emotion];
      if (place < 0) {
        return DoodleEmotion.values()[emotion];
      }
    }
    throw new IllegalStateException("the shares are of twenty");
  }
}
