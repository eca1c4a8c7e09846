package lab.harmony.blind;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import lab.harmony.pictures.Picture;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.Sha256;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// The pictures of sessions as raters get them: written anew, with the same headers and the same
/// length, and kept nowhere.
@Component
class FrozenPictures {

  private final RunQueue runs;

  FrozenPictures(RunQueue runs) {
    this.runs = runs;
  }

  ResponseEntity<byte[]> served(Optional<BlindStore.Named> named) {
    return named
        .flatMap(this::pixels)
        .map(pixels ->
            ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.IMAGE_PNG)
                .body(PlainPng.of(pixels)))
        .orElseGet(() -> ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build());
  }

  /// The picture that was frozen; one that is another file now is not shown in its place.
  private Optional<BufferedImage> pixels(BlindStore.Named named) {
    return runs.image(named.image())
        .map(RunImage::file)
        .flatMap(file -> {
          try {
            var picture = Picture.read(file);
            return Sha256.of(picture.content()).hex().equals(named.sha256())
                ? Optional.of(fitted(picture.pixels(), named.width(), named.height()))
                : Optional.empty();
          } catch (NoSuchFileException gone) {
            return Optional.empty();
          } catch (IOException e) {
            throw new UncheckedIOException("%s could not be read".formatted(file), e);
          }
        });
  }

  private static BufferedImage fitted(BufferedImage pixels, int width, int height)
      throws IOException {
    return pixels.getWidth() == width && pixels.getHeight() == height
        ? pixels
        : net.coobird.thumbnailator.Thumbnails.of(pixels)
            .forceSize(width, height)
            .asBufferedImage();
  }
}
