package lab.harmony.doodle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import lab.harmony.doodle.drawing.Captions;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;

/// A dataset of coherent faces for LoRA training, most of them where baselines fail: 417 pictures,
/// stoic 162, energetic 107, melancholic 84, soft 64; 30 % neutral, 25 % happy, 25 % sad, 20 %
/// angry.
///
/// Its folder is there with all of it or not at all, however the drawing ends. What is drawn until
/// then lies beside it, and a drawing that was broken off goes on there.
public final class FaceDataset {

  /// Is asked before each picture.
  @FunctionalInterface
  public interface Progress {
    /// @param pictures that are drawn, of `all`
    Next drawn(int pictures, int all);
  }

  /// What becomes of a drawing that is not whole yet.
  public enum Next {
    GO_ON,
    /// What is drawn is kept for later.
    REST,
    /// Nothing of it is kept.
    END
  }

  /// How many pictures of an archetype there are.
  private record Share(DoodleArchetype archetype, int pictures) {}

  private static final List<Share> SHARES =
      List.of(
          new Share(DoodleArchetype.STOIC, 162),
          new Share(DoodleArchetype.ENERGETIC, 107),
          new Share(DoodleArchetype.MELANCHOLIC, 84),
          new Share(DoodleArchetype.SOFT, 64));

  /// How many pictures there are.
  public static final int PICTURES = SHARES.stream().mapToInt(Share::pictures).sum();

  /// Of twenty pictures, six neutral, five happy, five sad, four angry.
  private static final int[] OF_TWENTY = {6, 5, 5, 4};

  /// Says in a drawing that is not whole what it is one of.
  private static final String THUMBPRINT = ".thumbprint";

  private FaceDataset() {}

  /// Whether a dataset may be drawn as this folder: nothing is there, or an empty folder.
  public static boolean isFree(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (var entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  /// Draws the pictures and writes `metadata.csv`.
  ///
  /// An earlier drawing that rests, or whose process was killed, is gone on with, where it was of
  /// this seed and drawn as today.
  ///
  /// @param seed of the drawings; the same gives the same bytes
  /// @return whether all of it is there; false if it rests or was ended
  /// @throws FileAlreadyExistsException if something is there already
  /// @throws IOException if it cannot be written, or another process draws it; nothing is kept then
  public static boolean draw(Path folder, long seed, Progress progress) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    if (!isFree(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Path parent = Objects.requireNonNull(target.getParent(), "a dataset lies in a folder");
    var made = missing(parent);
    Files.createDirectories(parent);
    Path part = parent.resolve(".%s.part".formatted(target.getFileName()));
    Path lock = parent.resolve(".%s.lock".formatted(target.getFileName()));
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      requireLock(channel, target);
      var next = Next.END;
      try {
        prepare(part, thumbprint(seed));
        next = fill(part, new SplittableRandom(seed), progress);
        if (next == Next.GO_ON) {
          Files.delete(part.resolve(THUMBPRINT));
          force(part);
          Files.deleteIfExists(target);
          Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
          force(parent);
        }
        return next == Next.GO_ON;
      } finally {
        if (next != Next.REST) {
          delete(part);
        }
        Files.deleteIfExists(lock);
      }
    } finally {
      removeEmpty(made);
    }
  }

  /// The folders that are not there yet on the way to one, the innermost first.
  private static List<Path> missing(Path folder) {
    var missing = new ArrayList<Path>();
    for (var one = folder; one != null && Files.notExists(one); one = one.getParent()) {
      missing.add(one);
    }
    return missing;
  }

  private static void removeEmpty(List<Path> folders) throws IOException {
    try {
      for (var folder : folders) {
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException somethingIsInIt) {
      // It stays, and with it those around it.
    }
  }

  private static void requireLock(FileChannel channel, Path target) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      // Said below.
    }
    throw new FileSystemException(
        target.toString(), null, "it is being drawn already; wait until that is done");
  }

  /// The folder in which a drawing of this thumbprint goes on, or begins.
  private static void prepare(Path part, String thumbprint) throws IOException {
    var file = part.resolve(THUMBPRINT);
    if (Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == thumbprint.length()
        && Files.readString(file, StandardCharsets.ISO_8859_1).equals(thumbprint)) {
      return;
    }
    delete(part);
    Files.createDirectory(part);
    write(file, thumbprint.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// What a seed draws, in short: another seed, or another way to draw or to write pictures, has
  /// another one.
  private static String thumbprint(long seed) throws IOException {
    var random = new SplittableRandom(seed);
    var faces = new ByteArrayOutputStream();
    for (var archetype : DoodleArchetype.values()) {
      for (var emotion : DoodleEmotion.values()) {
        faces.write(png(FaceDescription.coherent(archetype, emotion, random)));
      }
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(faces.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Draws what is missing; says otherwise than [Next#GO_ON] where it was broken off.
  private static Next fill(Path folder, SplittableRandom random, Progress progress)
      throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add("file_name,text,archetype,emotion");
    for (Share share : SHARES) {
      for (int i = 0; i < share.pictures(); i++) {
        DoodleEmotion emotion = emotion(i);
        String file = "%s_%s_%03d.png".formatted(share.archetype().word(), emotion.word(), i);
        FaceDescription face = FaceDescription.coherent(share.archetype(), emotion, random);
        if (!Files.isRegularFile(folder.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
          var next = progress.drawn(rows.size() - 1, PICTURES);
          if (next != Next.GO_ON) {
            return next;
          }
          write(folder.resolve(file), png(face));
        }
        rows.add(
            "%s,\"%s\",%s,%s"
                .formatted(
                    file,
                    Captions.varied(share.archetype(), emotion, random),
                    share.archetype().word(),
                    emotion.word()));
      }
    }
    var table = String.join("\n", rows) + "\n";
    write(folder.resolve("metadata.csv"), table.getBytes(StandardCharsets.UTF_8));
    return Next.GO_ON;
  }

  private static byte[] png(FaceDescription face) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(FaceRenderer.draw(face), "png", bytes);
    return bytes.toByteArray();
  }

  /// A file that is there is whole.
  private static void write(Path file, byte[] content) throws IOException {
    var half = file.resolveSibling(".half");
    Files.deleteIfExists(half);
    try (FileChannel channel =
        FileChannel.open(half, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (var rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Brings the names in a folder to the disk.
  private static void force(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException notSupportedHere) {
      return; // Windows cannot open a folder as a file.
    }
    try (channel) {
      channel.force(true);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
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
