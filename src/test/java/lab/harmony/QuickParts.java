package lab.harmony;

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
class QuickParts {}
