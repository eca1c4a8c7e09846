package lab.harmony.workspace;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The database in the data folder, unless `spring.datasource.url` names another one.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}'.isBlank()")
class DatabaseConfiguration {

  @Bean
  JdbcConnectionDetails database(DataFolder data) {
    return new OwnDatabase(LabDatabase.of(data));
  }

  private record OwnDatabase(LabDatabase database) implements JdbcConnectionDetails {

    @Override
    public String getJdbcUrl() {
      return database.url();
    }

    @Override
    public String getUsername() {
      return LabDatabase.USER;
    }

    @Override
    public String getPassword() {
      return LabDatabase.PASSWORD;
    }
  }
}
