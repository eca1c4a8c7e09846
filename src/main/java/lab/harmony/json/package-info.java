/// JSON: the one mapper that reads it, with bounds, and the forms in which it is written.
///
/// A library: it knows Jackson and nothing of this program.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package lab.harmony.json;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
