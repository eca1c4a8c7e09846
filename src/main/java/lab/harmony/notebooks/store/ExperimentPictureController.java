package lab.harmony.notebooks.store;

import java.util.Optional;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Serves the pictures that a notebook's text names.
@RestController
@Needs(Right.LOOK)
class ExperimentPictureController {
  private final ExperimentPictures pictures;

  ExperimentPictureController(ExperimentPictures pictures) {
    this.pictures = pictures;
  }

  @GetMapping(ExperimentPictures.ADDRESS + "/{experiment}/{*path}")
  ResponseEntity<Resource> picture(
      @PathVariable("experiment") String experiment, @PathVariable("path") String path) {
    return ExperimentSlug.find(experiment)
        .flatMap(
            slug -> path.length() > 1 ? pictures.find(slug, path.substring(1)) : Optional.empty())
        .map(found ->
            ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.parseMediaType(found.mediaType()))
                .header("X-Content-Type-Options", "nosniff")
                .<Resource>body(new FileSystemResource(found.file())))
        .orElseGet(() -> ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build());
  }
}
