/// The people of a lab: each has an id that never changes, a name that may, and a role. Whatever
/// keeps who did something keeps the id, and shows the name of now.
@NullMarked
@ApplicationModule(allowedDependencies = {"workspace"})
package lab.harmony.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
