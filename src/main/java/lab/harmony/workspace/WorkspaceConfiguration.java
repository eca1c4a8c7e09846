package lab.harmony.workspace;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class WorkspaceConfiguration {

  @Bean
  HarmonySettings harmonySettings(Environment environment) {
    return HarmonySettings.of(environment);
  }

  @Bean
  Workspace workspace(HarmonySettings settings) {
    return settings.workspace();
  }

  @Bean
  DataFolder dataFolder(HarmonySettings settings) {
    return settings.data();
  }
}
