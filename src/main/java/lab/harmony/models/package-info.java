/// The catalogue of models: those that come with the program and those in the data folder.
@NullMarked
@ApplicationModule(
    allowedDependencies = {"json", "workspace", "people", "diffusion", "design", "design :: *"})
package lab.harmony.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
