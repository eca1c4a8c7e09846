package lab.harmony.backup.scheduled;

import java.util.Optional;
import lab.harmony.workspace.HarmonySettings;
import org.springframework.stereotype.Component;

/// [StorageSentence] for the data folder of this lab.
@Component
public class StorageSentences {

  private final HarmonySettings settings;

  StorageSentences(HarmonySettings settings) {
    this.settings = settings;
  }

  /// What a person can do about a failure, if the disk or the database is its cause.
  public Optional<String> of(Throwable problem) {
    return StorageSentence.of(problem, settings);
  }
}
