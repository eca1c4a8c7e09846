/// Code cells: Java that runs in a process of its own, spoken to with the kinds of messages that
/// Jupyter has.
///
/// A library: it knows nothing of notebooks, people or scores. What a cell may read comes through a
/// broker that whoever starts a kernel gives to it.
@NullMarked
@ApplicationModule(allowedDependencies = {"workspace", "json"})
package lab.harmony.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
