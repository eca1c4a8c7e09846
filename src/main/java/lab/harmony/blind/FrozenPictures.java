package lab.harmony.blind;

import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// The pictures of sessions as raters get them: written anew before, with the same headers and the
/// same length, and kept by no browser.
@Component
public class FrozenPictures {

  private final PreparedPictures prepared;

  FrozenPictures(PreparedPictures prepared) {
    this.prepared = prepared;
  }

  public ResponseEntity<byte[]> served(Optional<FrozenStore.Named> named) {
    return named
        .flatMap(prepared::content)
        .map(png ->
            ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.IMAGE_PNG)
                .body(png))
        .orElseGet(() -> ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build());
  }
}
