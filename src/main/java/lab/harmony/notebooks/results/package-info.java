/// Results as cells store them, each form written and read in one place, and what a page, a report
/// and an export make of them.
@NullMarked
@NamedInterface("results")
package lab.harmony.notebooks.results;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
