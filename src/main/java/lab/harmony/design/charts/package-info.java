/// Figures, and rates with their intervals.
@NullMarked
@NamedInterface("charts")
package lab.harmony.design.charts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
