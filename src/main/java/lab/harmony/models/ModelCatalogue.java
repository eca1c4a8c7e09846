package lab.harmony.models;

import java.util.List;
import java.util.Optional;

/// The models that can be used here.
public interface ModelCatalogue {

  /// Every model, by name; those that come with the program first.
  List<Model> list();

  Optional<Model> find(ModelName name);

  /// The classifier that reads eyes, mouth and brows of the pictures these models make.
  Model judge();
}
