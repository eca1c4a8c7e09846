package lab.harmony.runs.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.pictures.PictureKind;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Serves pictures and their thumbnails. A picture never changes, so a browser may keep it; of who
/// reviews it asks each time, since the picture may be sealed from them meanwhile. They see those
/// of the reviews alone.
@RestController
@Needs(Right.REVIEW)
class ImageController {

  private static final CacheControl FOREVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

  /// For whoever may be asked to rate blind: a browser asks again before it shows a picture.
  private static final CacheControl ASKED = CacheControl.noCache().cachePrivate();

  private final ServedImages images;
  private final Thumbnails thumbnails;
  private final ExperimentFaces faces;
  private final Rights rights;
  private final Seals seals;

  ImageController(
      ServedImages images,
      Thumbnails thumbnails,
      ExperimentFaces faces,
      Rights rights,
      Seals seals) {
    this.seals = seals;
    this.images = images;
    this.faces = faces;
    this.rights = rights;
    this.thumbnails = thumbnails;
  }

  @GetMapping("/images/{run}/{index:[0-9]{1,9}}.png")
  ResponseEntity<Resource> full(
      @PathVariable("run") String run, @PathVariable("index") int index, WebRequest request) {
    return image(run, index, request)
        .map(image -> served(thumbnails.whole(image), image.sha256() + "-whole", request))
        .orElseGet(ImageController::missing);
  }

  @GetMapping("/images/{run}/{index:[0-9]{1,9}}/{size:64|128|256}.png")
  ResponseEntity<Resource> thumbnail(
      @PathVariable("run") String run,
      @PathVariable("index") int index,
      @PathVariable("size") int size,
      WebRequest request) {
    return image(run, index, request)
        .map(image -> served(thumbnails.file(image, size), image.sha256() + "-" + size, request))
        .orElseGet(ImageController::missing);
  }

  private Optional<RunImage> image(String run, int index, WebRequest request) {
    return RunId.parse(run)
        .flatMap(id -> images.find(new ImageId(id, index)))
        .filter(image -> isFor(image, request));
  }

  /// Whoever may not look around in the lab sees the faces that a review shows, but for those that
  /// they rate blind, and no other.
  private boolean isFor(RunImage image, WebRequest request) {
    return who(request)
        .filter(who ->
            rights.may(who, Right.LOOK) || (faces.include(image) && !seals.of(who).holds(image)))
        .isPresent();
  }

  private boolean looks(WebRequest request) {
    return who(request).filter(who -> rights.may(who, Right.LOOK)).isPresent();
  }

  private static Optional<Actor> who(WebRequest request) {
    return Optional.ofNullable(request.getUserPrincipal())
        .flatMap(who -> PersonId.parse(who.getName()))
        .map(Actor::new);
  }

  private ResponseEntity<Resource> served(Path file, String version, WebRequest request) {
    var tag = "\"" + version + "\"";
    var kept = looks(request) ? FOREVER : ASKED;
    return request.checkNotModified(tag)
        ? ResponseEntity.status(304).eTag(tag).cacheControl(kept).build()
        : ResponseEntity.ok()
            .eTag(tag)
            .cacheControl(kept)
            .contentType(type(file))
            .body(new FileSystemResource(file));
  }

  /// What the file is, whatever it is called.
  private static MediaType type(Path file) {
    try (var in = Files.newInputStream(file)) {
      return PictureKind.of(in.readNBytes(32))
          .map(kind -> MediaType.parseMediaType(kind.mediaType()))
          .orElse(MediaType.APPLICATION_OCTET_STREAM);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  private static ResponseEntity<Resource> missing() {
    return ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build();
  }
}
