/// Comparison grids, frozen report pages, and the links that share them.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "activity",
      "notices",
      "presence",
      "presence :: ui",
      "blind :: results",
      "blind :: session",
      "json",
      "audit",
      "workspace",
      "people",
      "pictures",
      "prose",
      "prompts",
      "stats",
      "stats :: *",
      "tables",
      "models",
      "recipe",
      "runs",
      "runs :: store",
      "runs :: images",
      "comparison",
      "comparison :: *",
      "comparison :: ui",
      "sparse",
      "review",
      "review :: *",
      "review :: tags",
      "analytics",
      "notebooks",
      "notebooks :: *",
      "runs :: ui",
      "review :: ui",
      "accounts",
      "accounts :: *",
      "threads",
      "threads :: ui",
      "design",
      "design :: *"
    })
package lab.harmony.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
