/// Copies of what cannot be made again, the way back to them, and what to do when the database does
/// not open.
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
package lab.harmony.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
