package lab.harmony.comparison.arms;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.PictureContents;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Component;

/// Pictures of arms with where they stand, for whoever compares them without their scores.
@Component
public class ArmPictures {

  private final RunQueue runs;
  private final ArmFaces faces;
  private final PictureContents contents;

  ArmPictures(RunQueue runs, ArmFaces faces, PictureContents contents) {
    this.runs = runs;
    this.faces = faces;
    this.contents = contents;
  }

  /// What is shown of a picture: the same of two that nothing tells apart.
  public String content(RunImage image) {
    return contents.of(image);
  }

  /// The pictures of an arm.
  ///
  /// @throws IllegalArgumentException in words, if a source is neither a run nor an experiment
  public List<RunImage> of(ArmAddress address) {
    return faces.images(address);
  }

  /// By what the faces of an arm were chosen: `doodle-base, CFG 7`; empty where it has all.
  ///
  /// @throws IllegalArgumentException in words, if there is no such fact
  public String words(ArmAddress address) {
    return faces.words(address);
  }

  /// Without those whose run is gone.
  public List<ArmPicture> placed(List<RunImage> images) {
    var specs = specs(images.stream().map(RunImage::id).toList());
    return images.stream()
        .filter(image -> specs.containsKey(image.id().run()))
        .map(image -> {
          var spec = Objects.requireNonNull(specs.get(image.id().run()));
          return new ArmPicture(
              image, ArmFaces.place(image, spec), DrawnAs.of(spec, image.prompt()));
        })
        .toList();
  }

  /// What decided pictures, also of those whose files are gone; without those whose run is.
  public Map<ImageId, DrawnAs> drawn(Collection<ImageId> images) {
    var specs = specs(images);
    var drawn = new HashMap<ImageId, DrawnAs>();
    for (var image : images) {
      var spec = specs.get(image.run());
      if (spec != null && image.index() < spec.prompts().size()) {
        drawn.put(image, DrawnAs.of(spec, spec.prompts().get(image.index())));
      }
    }
    return drawn;
  }

  private Map<RunId, GenerateSpec> specs(Collection<ImageId> images) {
    return runs.find(images.stream().map(ImageId::run).distinct().toList()).stream()
        .collect(Collectors.toMap(Run::id, Run::spec));
  }
}
