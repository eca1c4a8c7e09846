package lab.harmony.comparison;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Component;

/// Pictures of arms with where they stand, for whoever compares them without their scores.
@Component
public class ArmPictures {

  private final RunQueue runs;

  ArmPictures(RunQueue runs) {
    this.runs = runs;
  }

  /// Without those whose run is gone.
  public List<ArmPicture> placed(List<RunImage> images) {
    var specs =
        runs.find(images.stream().map(image -> image.id().run()).distinct().toList()).stream()
            .collect(Collectors.toMap(Run::id, Function.identity()));
    return images.stream()
        .filter(image -> specs.containsKey(image.id().run()))
        .map(image -> {
          var spec = Objects.requireNonNull(specs.get(image.id().run())).spec();
          return new ArmPicture(image, ArmFaces.place(image, spec), spec.recipe(image.prompt()));
        })
        .toList();
  }
}
