package lab.harmony.models.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;

/// Something of the catalogue that can be used: a model, the judge, an adapter or an autoencoder.
///
/// @param use how one uses it, in a sentence
record ModelItem(
    Kind kind, ModelName name, Path path, String sha256, String description, String use) {

  /// What it is.
  enum Kind {
    MODEL("Models"),
    JUDGE("Judge"),
    ADAPTER("Adapters"),
    AUTOENCODER("Autoencoders");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static List<ModelItem> all(ModelCatalogue catalogue) {
    var items = new ArrayList<ModelItem>();
    for (var model : catalogue.list()) {
      items.add(
          new ModelItem(
              Kind.MODEL,
              model.name(),
              model.folder(),
              model.sha256(),
              model.description(),
              "draws at %d × %d px; %s in a run cell"
                  .formatted(model.nativeSize(), model.nativeSize(), model.asked())));
    }
    var judge = catalogue.judge();
    items.add(
        new ModelItem(
            Kind.JUDGE,
            judge.name(),
            judge.folder(),
            judge.sha256(),
            judge.description(),
            "reads the emotion of eyes, mouth and brows of every picture"));
    for (var adapter : catalogue.adapters()) {
      items.add(
          new ModelItem(
              Kind.ADAPTER,
              adapter.name(),
              adapter.file(),
              adapter.sha256(),
              "LoRA adapter in %s naming. %s".formatted(adapter.naming(), adapter.description()),
              "<lora:%s:0.8> in a prompt, or adapters: [%s] in a run cell"
                  .formatted(adapter.name(), yaml(adapter.name() + ":0.8"))));
    }
    for (var vae : catalogue.vaes()) {
      items.add(
          new ModelItem(
              Kind.AUTOENCODER,
              vae.name(),
              vae.file(),
              vae.sha256(),
              "Autoencoder (VAE), to use instead of a model's own.",
              "vae: %s in a run cell".formatted(yaml(vae.name().value()))));
    }
    return items;
  }

  /// As it has to stand in YAML, in quotes where a character would mean something there.
  private static String yaml(String text) {
    return text.matches("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._():-]*") ? text : "\"" + text + "\"";
  }
}
