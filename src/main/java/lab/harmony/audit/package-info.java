/// What people answer for, written down: an append-only, hash-chained record of sign-ins,
/// publishing, sharing, deletions, exports and copies, and how to tell whether it was changed.
@NullMarked
@ApplicationModule(allowedDependencies = {"json", "workspace", "people", "design", "design :: *"})
package lab.harmony.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
