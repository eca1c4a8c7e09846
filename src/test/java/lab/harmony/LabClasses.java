package lab.harmony;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The lab's own classes as they were compiled: reading them takes seconds, so it is done once for
/// all tests of one process that look at them.
final class LabClasses {

  static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("lab.harmony");

  private LabClasses() {}
}
