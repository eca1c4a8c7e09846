package lab.harmony.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The models that can be used here.
public interface ModelCatalogue {

  /// Every model, by name; those that come with the program first.
  List<Model> list();

  Optional<Model> find(ModelName name);

  /// The classifier that reads eyes, mouth and brows of the pictures these models make.
  Model judge();

  /// The adapters that prompts can ask for, by name.
  default List<AdapterFile> adapters() {
    return List.of();
  }

  /// The autoencoders that can be used instead of a model's own, by name.
  default List<VaeFile> vaes() {
    return List.of();
  }

  /// What lies among the models and is none.
  default List<Refused> refused() {
    return List.of();
  }

  /// A file or folder that is not a model that can be used here.
  ///
  /// @param reason for people: what was needed and what came
  record Refused(Path path, String reason) {}
}
