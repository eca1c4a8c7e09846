package lab.harmony.pins.models;

import java.util.Optional;
import java.util.OptionalDouble;
import lab.harmony.models.ModelName;
import lab.harmony.pins.PinSubject;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;

/// What draws and can be held against the pins by itself: a model, or an adapter.
public sealed interface Drawer {

  ModelName name();

  /// Of its weights; the same name with other weights is another.
  String sha256();

  /// Whether it alone is what a picture was drawn with: no adapter beside a model, and no other
  /// beside an adapter.
  boolean drew(Recipe recipe);

  PinSubject.OfModel subject();

  /// The same as this model draws with it; a model draws by itself.
  default Drawer with(Optional<FileUse> model) {
    return switch (this) {
      case OfModel it -> it;
      case OfAdapter it -> new OfAdapter(it.name(), it.sha256(), model, it.weight());
    };
  }

  /// A model without any adapter.
  record OfModel(ModelName name, String sha256) implements Drawer {

    @Override
    public boolean drew(Recipe recipe) {
      return recipe.adapters().isEmpty() && recipe.model().sha256().equals(sha256);
    }

    @Override
    public PinSubject.OfModel subject() {
      return new PinSubject.OfModel(name.value(), false, "");
    }
  }

  /// An adapter.
  ///
  /// @param model which model, of which weights, has to draw with it; any where empty
  /// @param weight at which weight; any but 0 where empty
  record OfAdapter(ModelName name, String sha256, Optional<FileUse> model, OptionalDouble weight)
      implements Drawer {

    /// Adapters are drawn with at this weight unless somebody says otherwise.
    public static final double USUAL_WEIGHT = 0.8;

    public OfAdapter {
      if (weight.isPresent() && !isWeight(weight.getAsDouble())) {
        throw new IllegalArgumentException(
            "need a weight at which an adapter does something, got " + weight.getAsDouble());
      }
    }

    public OfAdapter(ModelName name, String sha256) {
      this(name, sha256, Optional.empty(), OptionalDouble.empty());
    }

    /// Whether an adapter does something at this weight.
    public static boolean isWeight(double weight) {
      return weight != 0 && Double.isFinite(weight);
    }

    double drawnAt() {
      return weight.orElse(USUAL_WEIGHT);
    }

    @Override
    public boolean drew(Recipe recipe) {
      return recipe.adapters().size() == 1
          && isThis(recipe.adapters().getFirst())
          && model.map(wanted -> wanted.sha256().equals(recipe.model().sha256())).orElse(true);
    }

    private boolean isThis(AdapterUse use) {
      return use.sha256().equals(sha256)
          && use.weights().stream()
              .allMatch(at ->
                  weight.isPresent()
                      ? at.unet() == drawnAt() && at.text() == drawnAt()
                      : at.unet() != 0 || at.text() != 0);
    }

    @Override
    public PinSubject.OfModel subject() {
      var at = weight.isPresent() ? " at " + RecipeFact.number(drawnAt()) : "";
      var by = model.map(it -> " by " + it.name()).orElse("");
      return new PinSubject.OfModel(name.value(), true, at + by);
    }
  }
}
