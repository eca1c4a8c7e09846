/// Points that are compared by order or by sign.
@NullMarked
@NamedInterface("ranks")
package lab.harmony.stats.ranks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
