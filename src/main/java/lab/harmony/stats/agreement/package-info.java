/// How far several people, or one person twice, say the same of the same pictures.
@NullMarked
@NamedInterface("agreement")
package lab.harmony.stats.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
