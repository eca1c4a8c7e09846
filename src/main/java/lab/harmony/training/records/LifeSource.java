package lab.harmony.training.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.models.ModelName;

/// Says how far trainings are.
public interface LifeSource {

  TrainingLife of(ModelName name);

  /// Those of all these.
  default Map<ModelName, TrainingLife> all(List<ModelName> names) {
    var lives = new LinkedHashMap<ModelName, TrainingLife>();
    names.forEach(name -> lives.put(name, of(name)));
    return lives;
  }

  /// The training that a process works on.
  default Optional<ModelName> running() {
    return Optional.empty();
  }

  /// What a training was asked for and has not done yet.
  default Set<Wish> wishes(ModelName name) {
    return Set.of();
  }

  /// The last lines that a training said in a sitting.
  default List<String> lastWords(TrainingLife life) {
    return List.of();
  }
}
