/// What notebooks were before: every save as a version, kept as pieces of which each is stored
/// once, and thinned out as they grow old.
@NullMarked
@NamedInterface("versions")
package lab.harmony.notebooks.versions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
