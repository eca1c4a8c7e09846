package lab.harmony.backup;

import java.util.Optional;
import lab.harmony.workspace.DataFolder;
import org.springframework.stereotype.Component;

/// [StorageSentence] for the data folder of this lab.
@Component
public class StorageSentences {

  private final DataFolder data;

  StorageSentences(DataFolder data) {
    this.data = data;
  }

  /// What a person can do about a failure, if the disk or the database is its cause.
  public Optional<String> of(Throwable problem) {
    return StorageSentence.of(problem, data.root());
  }
}
