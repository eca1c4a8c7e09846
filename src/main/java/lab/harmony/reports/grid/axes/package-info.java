/// The axes of a grid and the values on them, what is shown of it, and its address.
@NullMarked
@NamedInterface("axes")
package lab.harmony.reports.grid.axes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
