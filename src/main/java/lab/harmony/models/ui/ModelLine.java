package lab.harmony.models.ui;

import java.util.Locale;
import java.util.Optional;
import lab.harmony.design.Percents;
import lab.harmony.diffusion.checkpoint.Architecture;
import lab.harmony.models.Families;
import lab.harmony.models.FileFacts;
import lab.harmony.models.ModelCatalogue;

/// A line of the list of models: what can be used, what is being read, what cannot be used.
sealed interface ModelLine {

  /// What is searched.
  String text();

  default Optional<ModelItem.Kind> kind() {
    return Optional.empty();
  }

  default Optional<Architecture> family() {
    return Optional.empty();
  }

  /// Whether it can be used; empty while that is not known.
  Optional<Use> use();

  /// Whether something can be used.
  enum Use {
    USABLE("Usable"),
    REFUSED("With problems");

    private final String label;

    Use(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The word of a family in addresses: `stable-diffusion-xl`.
  static String word(Architecture family) {
    return family.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @param size on the disk, `1.7 GB`
  /// @param used by how many runs, in words
  record Good(ModelItem item, Optional<Architecture> family, String size, String used)
      implements ModelLine {

    static Good of(ModelItem item, int runs) {
      return new Good(
          item,
          Families.of(item.path()),
          FileFacts.bytes(item.path()),
          runs == 0 ? "not used yet" : runs == 1 ? "1 run" : runs + " runs");
    }

    @Override
    public Optional<ModelItem.Kind> kind() {
      return Optional.of(item.kind());
    }

    @Override
    public String text() {
      return "%s %s %s %s %s"
          .formatted(
              item.name(),
              item.description(),
              item.kind().word(),
              family.map(Architecture::displayName).orElse(""),
              item.sha256());
    }

    @Override
    public Optional<Use> use() {
      return Optional.of(Use.USABLE);
    }
  }

  /// A file that is being read for the first time.
  record Reading(String name, String words) implements ModelLine {

    static Reading of(ModelCatalogue.BeingRead file) {
      return new Reading(
          file.path().getFileName().toString(),
          "is read for the first time: %s. It can be used when that is done."
              .formatted(Percents.ofHundred(file.percent())));
    }

    @Override
    public String text() {
      return name + " " + words;
    }

    @Override
    public Optional<Use> use() {
      return Optional.empty();
    }
  }

  /// What cannot be used, and why.
  record Bad(String name, String words) implements ModelLine {

    static Bad of(ModelCatalogue.Refused refused) {
      return new Bad(refused.path().getFileName().toString(), refused.reason());
    }

    @Override
    public String text() {
      return name + " " + words;
    }

    @Override
    public Optional<Use> use() {
      return Optional.of(Use.REFUSED);
    }
  }
}
