/// Folders of specs and datasets, looked after for what changes in them.
@NullMarked
@NamedInterface("watch")
package lab.harmony.training.ui.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
