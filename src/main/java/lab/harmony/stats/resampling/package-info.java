/// Drawing again from what was seen, for intervals where no formula holds.
@NullMarked
@NamedInterface("resampling")
package lab.harmony.stats.resampling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
