/// Big grids by a part of their pictures: which places are drawn first, which cells are answered by
/// them, and which of the others are drawn next.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "diffusion",
      "recipe",
      "prompts",
      "runs",
      "runs :: store",
      "runs :: images",
      "review",
      "review :: *",
      "stats",
      "stats :: *",
      "people",
      "accounts",
      "accounts :: *",
      "workspace",
      "yaml",
      "json",
      "notebooks :: cells",
      "notebooks :: document",
      "notebooks :: results",
      "notebooks :: sources",
      "notebooks :: execution",
      "notebooks :: spi",
      "notebooks :: store",
      "prose",
      "prose :: *",
      "design",
      "design :: *"
    })
package lab.harmony.sparse;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
