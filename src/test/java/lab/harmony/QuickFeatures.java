package lab.harmony;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/// The quick tests of features that some tests start a lab of their own for: one process of `./lab
/// test --quick`, which loads Spring, and no parts of screens.
@Suite
@SelectPackages("lab.harmony")
@IncludeTags("unit")
@IncludeClassNamePatterns(QuickFeatures.PACKAGES)
class QuickFeatures {

  /// What the other suites leave out, so that each test belongs to one.
  static final String PACKAGES =
      "lab[.]harmony[.](blind|cli|comparison|notebooks|pins|reports|review|runs|sparse|"
          + "training|work)[.].*";
}
