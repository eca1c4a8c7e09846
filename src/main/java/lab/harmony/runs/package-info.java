/// The runs: what was asked for, the queue, the worker that executes it, and the pictures it made.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "workspace",
      "work",
      "work :: process",
      "pictures",
      "prompts",
      "models",
      "engine",
      "recipe",
      "diffusion",
      "diffusion :: *",
      "design"
    })
package lab.harmony.runs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
