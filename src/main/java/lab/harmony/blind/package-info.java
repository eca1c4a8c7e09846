/// Blind sessions: people rate pictures without knowing which arm made them, and what is found is
/// told with what it can show.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "json",
      "doodle :: drawing",
      "audit",
      "workspace",
      "yaml",
      "people",
      "accounts",
      "accounts :: *",
      "network",
      "pictures",
      "prompts",
      "stats",
      "stats :: *",
      "tables",
      "work",
      "runs",
      "runs :: store",
      "runs :: images",
      "review",
      "review :: *",
      "comparison",
      "comparison :: *",
      "notebooks :: cells",
      "notebooks :: document",
      "notebooks :: results",
      "design",
      "design :: *"
    })
package lab.harmony.blind;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
