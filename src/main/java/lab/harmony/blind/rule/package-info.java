/// When a session may end by itself.
@NullMarked
@NamedInterface("rule")
package lab.harmony.blind.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
