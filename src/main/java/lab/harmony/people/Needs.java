package lab.harmony.people;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Which right somebody needs for a screen, an address, a verb, or what a feature offers to all
/// screens. Where this is missing nobody may, unless [OpenToAll] is there.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Needs {
  Right value();
}
