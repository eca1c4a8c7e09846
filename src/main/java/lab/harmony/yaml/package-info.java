/// YAML as people write it, read with the line of everything and all of a text's problems at once.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package lab.harmony.yaml;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
