package lab.harmony.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.design.Percents;

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

  /// The adapter of this name that a training kept on its way; none of those that are listed.
  default Optional<AdapterFile> kept(String name) {
    return Optional.empty();
  }

  /// The adapter that is meant by this name: one among the models, else one that a training kept.
  default Optional<AdapterFile> adapter(String name) {
    return called(name).or(() -> kept(name));
  }

  /// The same with exactly this content, wherever it lies.
  default Optional<AdapterFile> adapter(String name, String sha256) {
    return called(name)
        .filter(adapter -> adapter.sha256().equals(sha256))
        .or(() -> kept(name).filter(adapter -> adapter.sha256().equals(sha256)));
  }

  private Optional<AdapterFile> called(String name) {
    var composed = ModelName.composed(name);
    return adapters().stream()
        .filter(adapter -> adapter.name().value().equals(composed))
        .findFirst();
  }

  /// Why there is no adapter of this name, in a sentence without its beginning.
  default String missingAdapter(String name) {
    var there = adapters();
    return "there is no adapter \"%s\"; there %s"
        .formatted(
            name,
            there.isEmpty()
                ? "is none in the models folder"
                : "are: "
                    + there.stream()
                        .map(adapter -> adapter.name().value())
                        .collect(Collectors.joining(", ")));
  }

  /// The autoencoders that can be used instead of a model's own, by name.
  default List<VaeFile> vaes() {
    return List.of();
  }

  /// What lies among the models and is none.
  default List<Refused> refused() {
    return List.of();
  }

  /// What is still being read; it is listed once its hash is known.
  default List<BeingRead> beingRead() {
    return List.of();
  }

  /// Tells, on threads of its own, whenever more of what is being read is read, and when a reading
  /// begins or ends.
  ///
  /// @param changed returns soon
  default void whenReadFurther(Runnable changed) {}

  /// Why there is no model of this name, in a sentence without its beginning.
  default String missing(String name) {
    var reading =
        beingRead().stream().filter(file -> file.path().toString().contains(name)).findFirst();
    return reading.isPresent()
        ? "the model \"%s\" is still being read (%s); wait a moment"
            .formatted(name, Percents.ofHundred(reading.get().percent()))
        : "there is no model \"%s\"; there are: %s"
            .formatted(
                name,
                list().stream()
                    .map(model -> model.name().value())
                    .collect(Collectors.joining(", ")));
  }

  /// A file whose hash is being computed.
  ///
  /// @param done bytes of `total`
  record BeingRead(Path path, long done, long total) {

    public int percent() {
      return total == 0 ? 100 : (int) (100 * done / total);
    }
  }

  /// A file or folder that is not a model that can be used here.
  ///
  /// @param reason for people: what was needed and what came
  record Refused(Path path, String reason) {}
}
