package lab.harmony.blind;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.pictures.Picture;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.Sha256;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// The pictures of open sessions, each to its rater alone, under a name that says nothing. Every
/// answer of a session has the same headers and the same length, and is kept nowhere.
@RestController
@Needs(Right.REVIEW)
class BlindPictureController {

  private final BlindRating rating;
  private final RunQueue runs;

  BlindPictureController(BlindRating rating, RunQueue runs) {
    this.rating = rating;
    this.runs = runs;
  }

  @GetMapping("/blind-pictures/{name}.png")
  ResponseEntity<byte[]> picture(@PathVariable("name") String name, WebRequest request) {
    return Optional.ofNullable(request.getUserPrincipal())
        .flatMap(who -> PersonId.parse(who.getName()))
        .flatMap(who -> rating.picture(name, new Actor(who)))
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
