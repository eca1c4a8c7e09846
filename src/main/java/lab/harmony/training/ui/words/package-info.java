/// How trainings are told: states, figures and topics in words.
@NullMarked
@NamedInterface("words")
package lab.harmony.training.ui.words;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
