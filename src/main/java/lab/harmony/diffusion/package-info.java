/// Stable Diffusion in Java on DJL's PyTorch engine: from a folder with a model and a prompt to a
/// picture.
///
/// A library: it knows DJL, JSON and nothing else of this program.
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = "json")
package lab.harmony.diffusion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
