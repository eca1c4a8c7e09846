/// What people say about experiments, cells, pictures, grids, reports and trainings: threads of
/// comments, who is mentioned in them, and what of it somebody has not read yet.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "activity",
      "notices",
      "json",
      "workspace",
      "people",
      "audit",
      "accounts",
      "accounts :: *",
      "prose",
      "prose :: ui",
      "design",
      "design :: *"
    })
package lab.harmony.threads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
