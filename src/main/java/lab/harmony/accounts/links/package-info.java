/// Links that let somebody in, the folder of what they are worth, and who is shut out.
@NullMarked
@NamedInterface("links")
package lab.harmony.accounts.links;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
