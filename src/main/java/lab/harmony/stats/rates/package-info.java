/// Shares of faces and what is known about them: intervals of one share, of two, and ones that may
/// be looked at again and again.
@NullMarked
@NamedInterface("rates")
package lab.harmony.stats.rates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
