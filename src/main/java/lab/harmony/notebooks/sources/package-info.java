/// The kinds of cell that the lab executes: runs, and what shows what they made.
@NullMarked
@NamedInterface("sources")
package lab.harmony.notebooks.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
