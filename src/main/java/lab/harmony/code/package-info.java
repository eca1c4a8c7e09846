/// Code cells: Java that runs in kernels, one for each notebook and person.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "kernel :: protocol",
      "notebooks :: cells",
      "notebooks :: document",
      "notebooks :: results",
      "notebooks :: spi",
      "pictures",
      "people",
      "workspace",
      "yaml",
      "json",
      "design",
      "design :: *"
    })
package lab.harmony.code;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
