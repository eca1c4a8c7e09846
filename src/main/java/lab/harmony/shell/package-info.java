/// The frame around every screen: navigation, command palette, keys, and what is shown when
/// something fails.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "accounts",
      "accounts :: *",
      "accounts :: ui",
      "people",
      "backup",
      "backup :: *",
      "design",
      "design :: *"
    })
package lab.harmony.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
