/// Pins: faces (a prompt in these words, a seed) that must not break. Whatever is drawn since is
/// held against them, and says which it broke.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "activity",
      "notices",
      "json",
      "audit",
      "workspace",
      "people",
      "accounts",
      "accounts :: *",
      "prompts",
      "recipe",
      "diffusion",
      "models",
      "models :: ui",
      "runs",
      "runs :: store",
      "runs :: images",
      "runs :: ui",
      "review",
      "review :: *",
      "review :: ui",
      "training",
      "training :: *",
      "training :: records",
      "training :: ui",
      "threads",
      "threads :: ui",
      "work",
      "design",
      "design :: *"
    })
package lab.harmony.pins;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
