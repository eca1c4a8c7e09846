/// The screen of what a notebook was before.
@NullMarked
package lab.harmony.notebooks.versions.ui;

import org.jspecify.annotations.NullMarked;
