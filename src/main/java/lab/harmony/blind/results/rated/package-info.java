/// What was rated in a session and by whom, as all that is told of it is counted from.
@NullMarked
@NamedInterface("rated")
package lab.harmony.blind.results.rated;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
