/// The list of experiments, which is the lab's home.
@NullMarked
package lab.harmony.notebooks.ui.experiments;

import org.jspecify.annotations.NullMarked;
