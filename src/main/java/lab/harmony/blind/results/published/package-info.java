/// The published file of a closed session, and whether it is what was sealed.
@NullMarked
@NamedInterface("published")
package lab.harmony.blind.results.published;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
