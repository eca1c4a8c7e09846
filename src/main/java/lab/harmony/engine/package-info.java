/// The engine process: a plain JVM in which torch runs, spoken to in JSON lines over its standard
/// streams.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "json",
      "diffusion",
      "recipe",
      "vision",
      "pictures",
      "workspace",
      "work :: process"
    })
package lab.harmony.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
