/// The screen of all work: what is under way, what waits, and who asked for it.
@NullMarked
package lab.harmony.work.ui;

import org.jspecify.annotations.NullMarked;
