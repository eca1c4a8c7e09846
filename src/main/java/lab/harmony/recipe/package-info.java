/// What decides a picture, once: one value that the spec of a run, the engine's request and the
/// file's metadata are made of, its limits and what is usual, and its facts as everything shows
/// them.
@NullMarked
@ApplicationModule(allowedDependencies = "diffusion")
package lab.harmony.recipe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
