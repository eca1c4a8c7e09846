/// The parts every screen is built from, and what a feature offers the shell: work in progress,
/// commands, keys.
@NullMarked
@ApplicationModule(allowedDependencies = {"tables", "stats", "stats :: *"})
package lab.harmony.design;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
