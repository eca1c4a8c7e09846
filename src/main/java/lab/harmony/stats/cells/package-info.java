/// Shares in the cells of a grid of which not every picture is there.
@NullMarked
@NamedInterface("cells")
package lab.harmony.stats.cells;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
