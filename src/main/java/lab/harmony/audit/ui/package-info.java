/// The screen of the audit trail.
@NullMarked
package lab.harmony.audit.ui;

import org.jspecify.annotations.NullMarked;
