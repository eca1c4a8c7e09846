package lab.harmony.review.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.harmony.design.pictures.FacesDialog;
import lab.harmony.design.pictures.PictureGrid.Source;
import lab.harmony.review.FacePoints;
import lab.harmony.review.Scores;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.workspace.ReadOnce;
import org.springframework.stereotype.Component;

/// Opens the faces behind a success rate, with whose scores they are.
@Component
public class CountedFaces {

  private final Scores scores;

  CountedFaces(Scores scores) {
    this.scores = scores;
  }

  /// A face of a rate, with what it gave to it.
  ///
  /// @param intendedConflict it is counted apart, and in no rate
  public record Counted(RunImage image, int points, boolean intendedConflict) {}

  /// @param number what the rate is of, as `soft`
  /// @param source who judged
  /// @param find finds its faces, on a thread of its own
  public void open(String number, Source source, Supplier<List<Counted>> find) {
    FacesDialog.open(
        (source == Source.HUMAN ? "Faces scored by people: " : "Faces read by the machine: ")
            + number,
        () -> ReadOnce.during(() -> found(find.get(), source)));
  }

  /// Of these pictures, as people scored them.
  void openScored(String number, List<RunImage> images, Map<ImageId, Score> people) {
    open(
        number,
        Source.HUMAN,
        () ->
            images.stream()
                .flatMap(image ->
                    Optional.ofNullable(people.get(image.id())).stream()
                        .map(score ->
                            new Counted(
                                image, score.mark().points(), score.mark().intendedConflict())))
                .toList());
  }

  private FacesDialog.Found found(List<Counted> all, Source source) {
    var faces = all.stream().filter(face -> !face.intendedConflict()).toList();
    int apart = all.size() - faces.size();
    var rate =
        SuccessRate.of(
            faces.stream()
                .map(face ->
                    new FacePoints(
                        new PromptPlace(
                            face.image().prompt().archetype(), face.image().prompt().emotion()),
                        face.points()))
                .toList());
    var people = source == Source.HUMAN ? people(faces) : Map.<ImageId, Score>of();
    return new FacesDialog.Found(
        "Success rate %s.".formatted(rate.sentence()),
        apart == 0
            ? ""
            : "%d more %s to mix emotions and %s in no rate."
                .formatted(apart, apart == 1 ? "means" : "mean", apart == 1 ? "is" : "are"),
        faces.stream().map(face -> face(face, source, people)).toList());
  }

  private static FacesDialog.Face face(Counted counted, Source source, Map<ImageId, Score> people) {
    var image = counted.image();
    var by =
        switch (source) {
          case HUMAN ->
              Optional.ofNullable(people.get(image.id()))
                  .map(score -> score.scoredBy().name())
                  .orElse("a person");
          case MACHINE -> MachineVerdict.of(image).map(MachineVerdict::judge).orElse("the machine");
        };
    var prompt = image.prompt();
    return new FacesDialog.Face(
        ImageLinks.thumbnail(image.id(), 128),
        "%s, CFG %s, seed %d, %s"
            .formatted(
                prompt.cell(), ImageAxis.plain(prompt.cfgScale()), prompt.seed(), image.model()),
        counted.points(),
        source,
        by,
        "run " + image.id().run(),
        "runs/" + image.id().run());
  }

  private Map<ImageId, Score> people(List<Counted> faces) {
    var experiments = faces.stream().map(face -> face.image().experiment()).distinct().toList();
    var all = new HashMap<ImageId, Score>();
    scores.current(experiments).values().forEach(some -> all.putAll(Scores.byImage(some)));
    return all;
  }
}
