/// The screen on which arms are compared, and the parts that answer "is it really better?" on
/// others.
@NullMarked
@NamedInterface("ui")
package lab.harmony.comparison.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
