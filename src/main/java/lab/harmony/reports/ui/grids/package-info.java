/// The screens of comparison grids.
@NullMarked
@NamedInterface("grids")
package lab.harmony.reports.ui.grids;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
