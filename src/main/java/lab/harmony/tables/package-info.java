/// The one door for texts and tables of strangers: encodings, separators and bad rows are dealt
/// with here, once.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package lab.harmony.tables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
