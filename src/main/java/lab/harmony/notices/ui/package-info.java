/// What one chooses about mails of the lab, on one's own account.
@NullMarked
package lab.harmony.notices.ui;

import org.jspecify.annotations.NullMarked;
