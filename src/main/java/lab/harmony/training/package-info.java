/// LoRA trainings: what a spec asks for, the pictures it is trained on, and the records it leaves.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "activity",
      "audit",
      "notices",
      "presence",
      "presence :: ui",
      "json",
      "accounts",
      "accounts :: *",
      "threads",
      "threads :: ui",
      "workspace",
      "people",
      "work",
      "work :: process",
      "tables",
      "pictures",
      "yaml",
      "prompts",
      "models",
      "recipe",
      "engine",
      "diffusion",
      "diffusion :: *",
      "doodle",
      "vision",
      "stats",
      "stats :: *",
      "design",
      "design :: *",
      "runs",
      "runs :: store",
      "runs :: images",
      "runs :: ui",
      "comparison",
      "comparison :: *",
      "comparison :: ui",
      "review",
      "review :: *"
    })
package lab.harmony.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
