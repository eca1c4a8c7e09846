/// The runs that there are: submitted after a preflight, listed, kept in tables and folders, taken
/// in with a workspace or from other tools.
@NullMarked
@NamedInterface("store")
package lab.harmony.runs.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
