package lab.harmony;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/// The quick tests of screens, which share few labs: one process of `./lab test --quick`, which
/// loads Spring and Vaadin for all of them.
@Suite
@SelectPackages("lab.harmony")
@IncludeTags("unit & lab")
@ExcludeClassNamePatterns(QuickFeatures.PACKAGES)
class QuickScreens {}
