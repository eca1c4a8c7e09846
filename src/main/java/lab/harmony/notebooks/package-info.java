/// Experiments as Jupyter notebooks: the document, its cells, their execution and what has become
/// stale.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "activity",
      "presence",
      "presence :: ui",
      "json",
      "audit",
      "workspace",
      "people",
      "pictures",
      "yaml",
      "prose",
      "prose :: ui",
      "prompts",
      "models",
      "recipe",
      "diffusion",
      "work",
      "runs",
      "runs :: store",
      "runs :: images",
      "runs :: ui",
      "review",
      "review :: *",
      "review :: ui",
      "stats",
      "stats :: *",
      "tables",
      "analytics",
      "design",
      "design :: *",
      "accounts",
      "accounts :: *",
      "threads",
      "threads :: ui"
    })
package lab.harmony.notebooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
