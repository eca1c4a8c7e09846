package lab.harmony.runs.images;

import java.util.List;
import lab.harmony.people.Actor;
import org.springframework.stereotype.Service;

/// The experiments whose faces somebody may come across: all but those that show what they rate
/// blind.
@Service
public class OpenExperiments {

  private final ExperimentFaces faces;
  private final Seals seals;

  OpenExperiments(ExperimentFaces faces, Seals seals) {
    this.faces = faces;
    this.seals = seals;
  }

  /// Sorted; found by their runs, without reading a picture.
  public List<String> of(Actor who) {
    var seal = seals.of(who);
    return seal.isNothing()
        ? faces.experiments()
        : faces.experiments(seals.runs(seal)).stream()
            .filter(experiment -> !seal.experiments().contains(experiment))
            .toList();
  }

  /// Whether an experiment shows somebody what they rate blind, also as a copy of a picture.
  public boolean isSealed(String experiment, Actor who) {
    var seal = seals.of(who);
    return !seal.isNothing()
        && (seal.experiments().contains(experiment) || seal.holdsAny(faces.of(experiment)));
  }
}
