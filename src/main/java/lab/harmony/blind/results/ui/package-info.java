/// The parts of pages that tell what a session came to.
@NullMarked
@NamedInterface("results-ui")
package lab.harmony.blind.results.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
