/// The comparison grid, the list of reports, and sharing.
@NullMarked
@NamedInterface("ui")
package lab.harmony.reports.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
