/// Pairs that were counted, and how many more a question needs.
@NullMarked
@NamedInterface("counted")
package lab.harmony.comparison.counted;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
