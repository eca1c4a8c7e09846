/// Passkeys: made and asked for by WebAuthn, and kept by the public halves of their keys.
@NullMarked
package lab.harmony.accounts.passkeys;

import org.jspecify.annotations.NullMarked;
