/// Several questions asked of the same faces.
@NullMarked
@NamedInterface("multiplicity")
package lab.harmony.stats.multiplicity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
