/// The raw rows of a session, written and read again.
@NullMarked
@NamedInterface("rows")
package lab.harmony.blind.results.rows;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
