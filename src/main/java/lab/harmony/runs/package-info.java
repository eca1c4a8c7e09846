/// The runs: what each was asked for, where it stands, and the pictures it made, as values that all
/// rooms of it and other features speak of. `store` has the runs, `work` makes their pictures,
/// `images` shows them.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "activity",
      "notices",
      "presence",
      "presence :: ui",
      "workspace",
      "people",
      "accounts",
      "accounts :: *",
      "json",
      "work",
      "work :: process",
      "pictures",
      "prompts",
      "models",
      "engine",
      "recipe",
      "threads",
      "threads :: ui",
      "diffusion",
      "diffusion :: *",
      "design",
      "design :: *"
    })
package lab.harmony.runs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
