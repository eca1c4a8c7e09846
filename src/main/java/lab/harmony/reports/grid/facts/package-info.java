/// What is known of the pictures of a grid, by which they are placed.
@NullMarked
@NamedInterface("facts")
package lab.harmony.reports.grid.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
