package lab.harmony;

import static java.util.Comparator.comparing;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/// The quick tests of parts: one process of `./lab test --quick`, which loads networks and the
/// readers of classes, and no lab.
@Suite
@SelectPackages("lab.harmony")
@IncludeTags("unit & !lab")
@ExcludeClassNamePatterns(QuickFeatures.PACKAGES)
@ConfigurationParameter(
    key = ClassOrderer.DEFAULT_ORDER_PROPERTY_NAME,
    value = "lab.harmony.QuickParts$RulesLast")
class QuickParts {

  /// What looks at all of the lab, which is what lies in the outermost package, after all others:
  /// once its classes are read they stay, and whoever asks for all garbage to be collected would
  /// have them looked through.
  static final class RulesLast implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
      var outermost = QuickParts.class.getPackageName();
      context
          .getClassDescriptors()
          .sort(comparing(test -> test.getTestClass().getPackageName().equals(outermost)));
    }
  }
}
