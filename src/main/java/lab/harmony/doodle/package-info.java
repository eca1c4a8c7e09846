/// Draws cartoon faces whose every part has a known emotion, and trains the bundled tiny models on
/// them.
///
/// A library: it knows the engine and the parts classifier and nothing else of this program.
@NullMarked
@ApplicationModule(allowedDependencies = {"json", "diffusion", "vision"})
package lab.harmony.doodle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
