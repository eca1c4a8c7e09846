package lab.harmony.blind;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.pictures.Picture;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Sha256;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;
import org.springframework.stereotype.Component;

/// The pictures of open sessions as they are served: all of a session are written anew in its size
/// before the first is asked for, so that none takes longer than another because of where it comes
/// from or how large it was. They lie among the thumbnails, named by what they were made of, and
/// are made again where they are gone.
@Component
class PreparedPictures {

  /// Stands in a folder once all is in it.
  private static final String COMPLETE = "complete";

  private static final Duration AGE = Duration.ofDays(1);

  private final Path root;
  private final BlindStore store;
  private final RunQueue runs;
  private final Clock clock;

  PreparedPictures(DataFolder data, BlindStore store, RunQueue runs, Clock clock) {
    this.clock = clock;
    this.root = data.thumbnails().resolve("blind");
    this.store = store;
    this.runs = runs;
  }

  /// What there is to prepare for a session.
  ///
  /// @param drawn gold pictures, which no run has
  record Wanted(int width, int height, List<Frozen> frozen, List<byte[]> drawn) {

    Wanted with(Collection<byte[]> gold) {
      return new Wanted(width, height, frozen, List.copyOf(gold));
    }
  }

  /// A picture of a run as it was when the session started.
  record Frozen(ImageId image, String sha256) {}

  /// Some of those of a session, in its size.
  List<BufferedImage> samples(Wanted wanted, int most) {
    var found = new ArrayList<BufferedImage>();
    int step = Math.max(1, wanted.frozen().size() / most);
    try {
      for (int at = 0; at < wanted.frozen().size() && found.size() < most; at += step) {
        var pixels = pixels(wanted.frozen().get(at));
        if (pixels.isPresent()) {
          found.add(fitted(pixels.get(), wanted));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /// Prepares those of a session that is about to start.
  ///
  /// @throws BlindProblem naming a picture that is gone, or another than it was
  void prepare(SessionId session, Wanted wanted) {
    sweep();
    var gone = write(session, wanted);
    if (!gone.isEmpty()) {
      forget(session);
      throw new BlindProblem(
          "The picture %s is not there any more as it was drawn. Look at its run, or leave its experiment out."
              .formatted(gone.getFirst().image()));
    }
  }

  /// The file of a picture; empty where it was gone when the session's pictures were made again.
  Optional<byte[]> content(BlindStore.Named named) {
    if (!Files.exists(folder(named.session()).resolve(COMPLETE))) {
      again(named.session());
    }
    try {
      return Optional.of(
          Files.readAllBytes(folder(named.session()).resolve(named.sha256() + ".png")));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All at once, so that whoever asked first tells nothing.
  private synchronized void again(SessionId session) {
    if (!Files.exists(folder(session).resolve(COMPLETE)) && store.isOpen(session)) {
      write(session, store.wanted(session));
    }
  }

  /// Removes those of a session.
  void forget(SessionId session) {
    delete(folder(session));
  }

  /// @return those that are gone, or another than they were
  private List<Frozen> write(SessionId session, Wanted wanted) {
    var folder = folder(session);
    var gone = new ArrayList<Frozen>();
    try {
      Files.createDirectories(folder);
      var done = new HashSet<String>();
      for (var frozen : wanted.frozen()) {
        if (done.add(frozen.sha256())) {
          var pixels = pixels(frozen);
          if (pixels.isEmpty()) {
            gone.add(frozen);
          } else {
            write(folder, frozen.sha256(), fitted(pixels.get(), wanted));
          }
        }
      }
      for (var png : wanted.drawn()) {
        write(folder, Sha256.of(png).hex(), fitted(Picture.of(png).pixels(), wanted));
      }
      AtomicFiles.write(folder.resolve(COMPLETE), "");
    } catch (IOException e) {
      throw new UncheckedIOException("Pictures of session %s".formatted(session), e);
    }
    return gone;
  }

  private static void write(Path folder, String sha256, BufferedImage pixels) {
    AtomicFiles.write(folder.resolve(sha256 + ".png"), PlainPng.of(pixels));
  }

  /// The picture that was frozen; one that is another file now is not shown in its place.
  private Optional<BufferedImage> pixels(Frozen frozen) throws IOException {
    var file = runs.image(frozen.image()).map(RunImage::file);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      var picture = Picture.read(file.get());
      return Sha256.of(picture.content()).hex().equals(frozen.sha256())
          ? Optional.of(picture.pixels())
          : Optional.empty();
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  /// Made as small as it has to be and cut at its sides, never enlarged: bilinear, by halves.
  static BufferedImage fitted(BufferedImage pixels, Wanted wanted) throws IOException {
    return pixels.getWidth() == wanted.width() && pixels.getHeight() == wanted.height()
        ? pixels
        : Thumbnails.of(pixels)
            .size(wanted.width(), wanted.height())
            .crop(Positions.CENTER)
            .asBufferedImage();
  }

  /// Those of sessions that were closed, or never started, while nobody looked. One that is about
  /// to start is younger.
  private void sweep() {
    try {
      if (!Files.isDirectory(root)) {
        return;
      }
      try (var folders = Files.list(root)) {
        folders
            .filter(folder ->
                SessionId.parse(String.valueOf(folder.getFileName()))
                    .filter(store::isOpen)
                    .isEmpty())
            .filter(this::isOld)
            .forEach(PreparedPictures::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOld(Path folder) {
    try {
      return Files.getLastModifiedTime(folder).toInstant().isBefore(clock.instant().minus(AGE));
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder(SessionId session) {
    return root.resolve(session.value());
  }

  private static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
