/// Markdown as HTML that cannot act, with formulas and the pictures it names.
@NullMarked
@ApplicationModule(allowedDependencies = "scripts")
package lab.harmony.prose;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
