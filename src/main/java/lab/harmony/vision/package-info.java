/// Reads pictures: which emotion the eyes, the mouth and the brows of a face tell.
@NullMarked
@ApplicationModule(allowedDependencies = {"diffusion", "json"})
package lab.harmony.vision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
