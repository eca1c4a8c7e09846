package lab.harmony.audit;

import java.time.Clock;
import java.util.Optional;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// The trail of this lab's database; its end is noted in the data folder if the database lies
/// there.
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  AuditTrail auditTrail(
      JdbcClient database,
      PlatformTransactionManager transactions,
      DataFolder data,
      Clock clock,
      HarmonySettings settings) {
    return new AuditTrail(
        database,
        transactions,
        settings.ownDatabase() ? Optional.of(HeadFile.in(data)) : Optional.empty(),
        clock);
  }
}
