/// Who looks at the same thing now, and in which part of it.
@NullMarked
@ApplicationModule(
    allowedDependencies = {"people", "accounts", "accounts :: *", "design", "design :: *"})
package lab.harmony.presence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
