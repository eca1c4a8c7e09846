/// The list of runs and the page of one run, both live.
@NullMarked
@NamedInterface("ui")
package lab.harmony.runs.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
