package lab.harmony.blind;

import java.util.Optional;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// The pictures of open sessions, each to its rater alone, under a name that says nothing.
@RestController
@Needs(Right.REVIEW)
class BlindPictureController {

  private final BlindRating rating;
  private final FrozenPictures pictures;

  BlindPictureController(BlindRating rating, FrozenPictures pictures) {
    this.rating = rating;
    this.pictures = pictures;
  }

  @GetMapping("/blind-pictures/{name}.png")
  ResponseEntity<byte[]> picture(@PathVariable("name") String name, WebRequest request) {
    return pictures.served(
        Optional.ofNullable(request.getUserPrincipal())
            .flatMap(who -> PersonId.parse(who.getName()))
            .flatMap(who -> rating.picture(name, new Actor(who))));
  }
}
