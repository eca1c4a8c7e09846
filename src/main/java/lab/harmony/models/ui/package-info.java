/// The screen of the model catalogue.
@NullMarked
@NamedInterface("ui")
package lab.harmony.models.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
