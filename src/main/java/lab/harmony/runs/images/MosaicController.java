package lab.harmony.runs.images;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Serves thumbnails side by side as one picture, to whoever may look around in the lab: of them no
/// picture is sealed.
@RestController
@Needs(Right.LOOK)
class MosaicController {

  private static final CacheControl FOREVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

  private final ServedImages images;
  private final Mosaics mosaics;

  MosaicController(ServedImages images, Mosaics mosaics) {
    this.images = images;
    this.mosaics = mosaics;
  }

  /// One that would lack a picture is not made: who asks for fewer learns which is there.
  @GetMapping("/images/mosaic/{size:64|128|256}.png")
  ResponseEntity<byte[]> mosaic(@PathVariable("size") int size, WebRequest request) {
    var of = Optional.ofNullable(request.getParameterValues("of")).orElse(new String[0]);
    var asked = MosaicAddress.read(of);
    if (asked.isEmpty()) {
      return said(
          HttpStatus.BAD_REQUEST,
          "A mosaic is of 1 to %d pictures, those of a run as of=r261120-204501-k3f9q:0.3.17; got %s."
              .formatted(Mosaics.MOST, of.length == 0 ? "none" : String.join(" and ", of)));
    }
    var found = asked.get().stream().map(images::find).toList();
    if (found.stream().anyMatch(Optional::isEmpty)) {
      return said(
          HttpStatus.NOT_FOUND, "Not all of these pictures are here. Ask for each of them alone.");
    }
    return mosaics
        .of(found.stream().flatMap(Optional::stream).toList(), size)
        .map(png ->
            ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).cacheControl(FOREVER).body(png))
        .orElseGet(() ->
            said(
                HttpStatus.NOT_FOUND,
                "Not all of these pictures can be read. Ask for each of them alone."));
  }

  private static ResponseEntity<byte[]> said(HttpStatus status, String words) {
    return ResponseEntity.status(status)
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .cacheControl(CacheControl.noStore())
        .body(words.getBytes(StandardCharsets.UTF_8));
  }
}
