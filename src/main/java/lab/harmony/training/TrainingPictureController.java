package lab.harmony.training;

import java.time.Duration;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.training.records.TrainingShelf;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Serves the pictures that a training drew on its way.
@RestController
@Needs(Right.LOOK)
class TrainingPictureController {

  private static final CacheControl A_MINUTE =
      CacheControl.maxAge(Duration.ofMinutes(1)).cachePrivate();

  private final TrainingShelf shelf;

  TrainingPictureController(TrainingShelf shelf) {
    this.shelf = shelf;
  }

  @GetMapping("/training-samples/{training}/{epoch}/{name}")
  ResponseEntity<Resource> sample(
      @PathVariable("training") String training,
      @PathVariable("epoch") String epoch,
      @PathVariable("name") String name) {
    return shelf
        .sample(training, epoch, name)
        .<ResponseEntity<Resource>>map(file ->
            ResponseEntity.ok()
                .cacheControl(A_MINUTE)
                .contentType(MediaType.IMAGE_PNG)
                .body(new FileSystemResource(file)))
        .orElseGet(() -> ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build());
  }
}
