/// Numbers in texts that are bound to results.
@NullMarked
@NamedInterface("citations")
package lab.harmony.notebooks.citations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
