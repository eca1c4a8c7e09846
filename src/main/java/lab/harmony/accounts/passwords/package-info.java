/// Passwords: which may be chosen, and whether one is somebody's. Only digests are kept.
@NullMarked
package lab.harmony.accounts.passwords;

import org.jspecify.annotations.NullMarked;
