/// Questions to the lab's data in SQL: a process of its own that can read what it is given and
/// nothing else.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "notebooks :: cells",
      "notebooks :: document",
      "notebooks :: results",
      "notebooks :: sources",
      "review",
      "review :: marks",
      "runs",
      "runs :: store",
      "training :: records",
      "models",
      "prompts",
      "work",
      "kernel",
      "people",
      "design",
      "workspace",
      "json"
    })
package lab.harmony.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
