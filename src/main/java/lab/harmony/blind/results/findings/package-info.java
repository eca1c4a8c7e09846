/// What a session found: each arm, two arms against each other, how far raters agree, and the
/// machine judge beside them.
@NullMarked
@NamedInterface("findings")
package lab.harmony.blind.results.findings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
