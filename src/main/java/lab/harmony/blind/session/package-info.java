/// What a blind session is: its form, arms, pictures, raters and answers, as values.
@NullMarked
@NamedInterface("session")
package lab.harmony.blind.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
