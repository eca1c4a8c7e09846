package lab.harmony.imports.settings;

import java.util.Map;
import java.util.Optional;

/// What is known about one tool's metadata.
public interface SettingsReader {

  /// The settings, if these texts hold metadata of this tool.
  ///
  /// @throws UnreadableMetadata if they do and something that is needed is missing
  Optional<PictureSettings> read(Map<String, String> texts);
}
