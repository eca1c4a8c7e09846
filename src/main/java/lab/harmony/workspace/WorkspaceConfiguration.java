package lab.harmony.workspace;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkspaceConfiguration {

  /// Taken as text: Spring would look for a relative path on the class path first.
  @Bean
  Workspace workspace(@Value("${harmony.workspace:.}") String root) {
    return new Workspace(Path.of(root));
  }

  @Bean
  DataFolder dataFolder(@Value("${harmony.data:}") String root) {
    return new DataFolder(root.isBlank() ? DataFolder.defaultRoot() : Path.of(root));
  }
}
