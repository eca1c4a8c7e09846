/// The screen of what happened.
@NullMarked
package lab.harmony.activity.ui;

import org.jspecify.annotations.NullMarked;
