package lab.harmony.network;

import lab.harmony.workspace.HarmonySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
class NetworkConfiguration {

  /// Read where somebody is to be answered: verbs that serve nothing do not mind what is set wrong.
  @Bean
  @Lazy
  Reach reach(HarmonySettings settings) {
    return Reach.of(settings);
  }
}
