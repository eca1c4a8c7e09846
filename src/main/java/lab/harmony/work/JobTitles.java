package lab.harmony.work;

import java.util.Set;

/// What people read of jobs of some kinds; a feature whose work is jobs offers one as a bean.
public interface JobTitles {

  /// The kinds of jobs that it knows.
  Set<String> kinds();

  JobTitle of(Job job);
}
