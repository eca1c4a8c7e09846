/// The page that tells a person how to get in.
@NullMarked
@NamedInterface("ui")
package lab.harmony.accounts.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
