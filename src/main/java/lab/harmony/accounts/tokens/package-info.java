/// Access tokens: what programs act with in a person's name.
@NullMarked
@NamedInterface("tokens")
package lab.harmony.accounts.tokens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
