/// Strengths of arms by which of two was preferred.
@NullMarked
@NamedInterface("preference")
package lab.harmony.stats.preference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
