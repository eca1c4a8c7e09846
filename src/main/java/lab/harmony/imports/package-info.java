/// Pictures that other tools made: their metadata, read as a stranger's, becomes an experiment.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "json",
      "workspace",
      "people",
      "tables",
      "pictures",
      "prompts",
      "models",
      "recipe",
      "engine",
      "diffusion",
      "runs",
      "runs :: store",
      "notebooks",
      "notebooks :: *"
    })
package lab.harmony.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
