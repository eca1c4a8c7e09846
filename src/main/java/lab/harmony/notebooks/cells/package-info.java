/// What a kind of cell is: the handler that the lab finds by it, what it rests on, how it is
/// executed and in which states it can be.
@NullMarked
@NamedInterface("cells")
package lab.harmony.notebooks.cells;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
