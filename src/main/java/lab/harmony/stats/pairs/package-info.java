/// Two answers about the same thing: tables of pairs, their tests and intervals.
@NullMarked
@NamedInterface("pairs")
package lab.harmony.stats.pairs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
