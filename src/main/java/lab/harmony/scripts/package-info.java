/// The pages' scripts on the server: what a page draws is drawn the same way in a file.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package lab.harmony.scripts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
