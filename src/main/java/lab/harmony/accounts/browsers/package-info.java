/// The browsers that a person is signed in with: what they are called, when they were last used,
/// which are remembered.
@NullMarked
@NamedInterface("browsers")
package lab.harmony.accounts.browsers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
