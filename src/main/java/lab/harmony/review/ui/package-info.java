/// The screens on which people score faces and bring scores in.
@NullMarked
@NamedInterface("ui")
package lab.harmony.review.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
