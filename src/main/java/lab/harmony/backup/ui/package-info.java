/// The screen of the backups.
@NullMarked
package lab.harmony.backup.ui;

import org.jspecify.annotations.NullMarked;
