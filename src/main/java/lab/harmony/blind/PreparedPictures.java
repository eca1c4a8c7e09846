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
import lab.harmony.blind.frozen.PlainPng;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.SessionId;
import lab.harmony.design.Sizes;
import lab.harmony.pictures.Picture;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Sha256;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger LOG = LoggerFactory.getLogger(PreparedPictures.class);

  private final Path root;
  private final BlindStore store;
  private final FrozenStore frozen;
  private final RunQueue runs;
  private final Clock clock;

  PreparedPictures(
      DataFolder data, BlindStore store, FrozenStore frozen, RunQueue runs, Clock clock) {
    this.clock = clock;
    this.root = data.thumbnails().resolve("blind");
    this.store = store;
    this.frozen = frozen;
    this.runs = runs;
  }

  /// What there is to prepare for a session.
  ///
  /// @param drawn gold pictures, which no run has
  record Wanted(int width, int height, List<Frozen> frozen, List<byte[]> drawn) {

    /// How much it takes as it lies ready.
    long bytes() {
      return 3L * width * height * (frozen.size() + drawn.size());
    }

    Wanted with(Collection<byte[]> gold) {
      return new Wanted(width, height, frozen, List.copyOf(gold));
    }
  }

  /// A picture of a run as it was when the session started.
  record Frozen(ImageId image, String sha256) {}

  /// These, in the size of a session; without those that are gone.
  List<BufferedImage> samples(List<Frozen> of, Wanted wanted) {
    var found = new ArrayList<BufferedImage>();
    try {
      for (var frozen : of) {
        var pixels = pixels(frozen);
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
    requireSpace(wanted);
    var gone = write(session, wanted);
    if (!gone.isEmpty()) {
      forget(session);
      throw new BlindProblem(
          "The picture %s is not there any more as it was drawn. Look at its run, or leave its experiment out."
              .formatted(gone.getFirst().image()));
    }
  }

  /// Nobody's disk is filled by a session: half of what is free stays free.
  private void requireSpace(Wanted wanted) {
    try {
      Files.createDirectories(root);
      long free = Files.getFileStore(root).getUsableSpace();
      if (wanted.bytes() > free / 2) {
        throw new BlindProblem(
            "All pictures of a session lie ready while it is open, which takes %s here, and %s are free. Free some space, or choose fewer or smaller pictures."
                .formatted(Sizes.needed(wanted.bytes()), Sizes.free(free)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The file of a picture; empty where it was gone when the session's pictures were made again.
  Optional<byte[]> content(FrozenStore.Named named) {
    if (!Files.exists(folder(named.session()).resolve(COMPLETE))) {
      again(named.session());
    }
    try {
      return Optional.of(
          Files.readAllBytes(folder(named.session()).resolve(named.sha256() + ".png")));
    } catch (NoSuchFileException gone) {
      forgetThatAllIsThere(named.session());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// So that whoever asks again, which browsers do, has what came back meanwhile made anew.
  private void forgetThatAllIsThere(SessionId session) {
    try {
      Files.deleteIfExists(folder(session).resolve(COMPLETE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All at once, so that whoever asked first tells nothing.
  private synchronized void again(SessionId session) {
    if (!Files.exists(folder(session).resolve(COMPLETE)) && store.isOpen(session)) {
      write(session, frozen.wanted(session));
      if (!store.isOpen(session)) {
        delete(folder(session));
      }
    }
  }

  /// Removes those of a session. What cannot be removed now is swept up later.
  synchronized void forget(SessionId session) {
    try {
      delete(folder(session));
    } catch (UncheckedIOException inUse) {
      LOG.warn("The pictures of session {} could not be removed yet", session, inUse);
    }
  }

  /// @return those that are gone, or another than they were
  private List<Frozen> write(SessionId session, Wanted wanted) {
    var folder = folder(session);
    var gone = new ArrayList<Frozen>();
    try {
      Files.createDirectories(folder);
      var done = new HashSet<String>();
      for (var frozen : wanted.frozen()) {
        if (done.add(frozen.sha256()) && !isThere(folder, frozen.sha256())) {
          var pixels = pixels(frozen);
          if (pixels.isEmpty()) {
            gone.add(frozen);
          } else {
            write(folder, frozen.sha256(), fitted(pixels.get(), wanted));
          }
        }
      }
      for (var png : wanted.drawn()) {
        var sha256 = Sha256.of(png).hex();
        if (!isThere(folder, sha256)) {
          write(folder, sha256, fitted(Picture.of(png).pixels(), wanted));
        }
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

  private static boolean isThere(Path folder, String sha256) {
    return Files.exists(folder.resolve(sha256 + ".png"));
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
