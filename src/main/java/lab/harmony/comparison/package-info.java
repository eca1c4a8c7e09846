/// Whether one arm (a model, an adapter, an epoch, a wording, a scale) is really better than
/// another: the faces that both drew of one prompt and seed, the difference with its interval, an
/// exact test, and one sentence that says what it shows or how many pairs would be needed.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "recipe",
      "prompts",
      "runs",
      "runs :: store",
      "runs :: images",
      "runs :: ui",
      "review",
      "review :: *",
      "stats",
      "stats :: *",
      "people",
      "accounts",
      "accounts :: *",
      "workspace",
      "json",
      "yaml",
      "notebooks :: cells",
      "notebooks :: document",
      "notebooks :: results",
      "notebooks :: sources",
      "notebooks :: spi",
      "notebooks :: store",
      "prose",
      "prose :: *",
      "design",
      "design :: *"
    })
package lab.harmony.comparison;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
