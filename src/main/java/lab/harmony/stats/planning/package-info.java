/// What a comparison can show before it is made: pairs needed, power, who rates what.
@NullMarked
@NamedInterface("planning")
package lab.harmony.stats.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
