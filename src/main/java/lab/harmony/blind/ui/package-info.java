/// The screens on which blind sessions are made, rated and read.
@NullMarked
@NamedInterface("ui")
package lab.harmony.blind.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
