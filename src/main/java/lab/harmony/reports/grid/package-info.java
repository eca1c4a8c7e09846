/// Comparison grids: pictures laid out along chosen axes, and only pictures that may fairly be
/// compared.
@NullMarked
@NamedInterface("grid")
package lab.harmony.reports.grid;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
