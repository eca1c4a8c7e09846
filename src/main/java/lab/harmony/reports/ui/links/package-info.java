/// Addresses of reports and grids.
@NullMarked
@NamedInterface("links")
package lab.harmony.reports.ui.links;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
