package lab.harmony.workspace;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkspaceConfiguration {

  @Bean
  Workspace workspace(@Value("${harmony.workspace:.}") Path root) {
    return new Workspace(root);
  }

  @Bean
  DataFolder dataFolder(@Value("${harmony.data:}") String root) {
    return new DataFolder(root.isBlank() ? DataFolder.defaultRoot() : Path.of(root));
  }
}
