/// The words of an experiment: archetypes, emotions and templates, and the prompt matrix made of
/// them.
@NullMarked
@ApplicationModule(allowedDependencies = {"workspace", "yaml"})
package lab.harmony.prompts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
