/// Work that takes a while: jobs in the database, the worker of this machine's device, and the
/// processes that compute for it.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "json",
      "workspace",
      "audit",
      "accounts",
      "accounts :: *",
      "people",
      "design",
      "design :: *"
    })
package lab.harmony.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
