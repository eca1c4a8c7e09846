package lab.harmony.review;

import static java.util.stream.Collectors.toSet;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import lab.harmony.people.PersonId;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.Sha256;

/// The faces one person scores, in that person's own random order, and what the person has said so
/// far.
///
/// The order tells nothing about how a face was made and is the same each time, so a pause loses
/// nothing.
///
/// @param own what this person said; nobody else's scores are in it
/// @param leftOut faces that others have scored already, which this person need not
public record ReviewQueue(List<RunImage> faces, Map<ImageId, Score> own, int leftOut) {

  public ReviewQueue {
    faces = List.copyOf(faces);
    own = Map.copyOf(own);
  }

  /// @param everything also those faces that others have scored already: a second opinion
  static ReviewQueue of(
      List<RunImage> images, List<Score> standing, PersonId person, boolean everything) {
    var own =
        Scores.byImage(standing.stream().filter(score -> score.scoredBy().is(person)).toList());
    var others =
        standing.stream()
            .filter(score -> !score.scoredBy().is(person))
            .flatMap(score -> score.face().image().stream())
            .collect(toSet());
    var faces =
        images.stream()
            .filter(
                image -> everything || own.containsKey(image.id()) || !others.contains(image.id()))
            .map(image -> new Drawn(lot(person, image), image))
            .sorted(Comparator.comparing(Drawn::lot))
            .map(Drawn::image)
            .toList();
    return new ReviewQueue(faces, own, images.size() - faces.size());
  }

  private record Drawn(String lot, RunImage image) {}

  private static String lot(PersonId person, RunImage image) {
    return Sha256.of("%s %s/%d".formatted(person, image.id().run().value(), image.id().index()))
        .hex();
  }

  /// Those faces of it that a filter shows, in the same order.
  public ReviewQueue shown(ReviewFilter filter) {
    return new ReviewQueue(
        faces.stream().filter(face -> filter.shows(face, own.get(face.id()))).toList(),
        own,
        leftOut);
  }

  public boolean finished() {
    return faces.stream().allMatch(face -> own.containsKey(face.id()));
  }
}
