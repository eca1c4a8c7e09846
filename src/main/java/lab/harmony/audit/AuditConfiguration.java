package lab.harmony.audit;

import java.time.Clock;
import java.util.Optional;
import lab.harmony.workspace.DataFolder;
import org.springframework.beans.factory.annotation.Value;
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
      @Value("${spring.datasource.url:}") String otherDatabase) {
    return new AuditTrail(
        database,
        transactions,
        otherDatabase.isBlank() ? Optional.of(HeadFile.in(data)) : Optional.empty(),
        clock);
  }
}
