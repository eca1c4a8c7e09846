/// Intervals and agreement: how far a share or a comparison of judges can be trusted.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package lab.harmony.stats;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
