/// The places where things are kept: the workspace that belongs in git, and the data folder that
/// does not.
@NullMarked
@ApplicationModule(allowedDependencies = "json")
package lab.harmony.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
