package lab.harmony.workspace;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The H2 database in the data folder, unless `spring.datasource.url` names another one.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}'.isBlank()")
class DatabaseConfiguration {

  @Bean
  JdbcConnectionDetails database(DataFolder data) {
    return new OwnDatabase(data);
  }

  /// Several processes may open it at once (the lab and the command line): the first one serves the
  /// others, on the loopback address only and with a random key from a file beside the database.
  private record OwnDatabase(DataFolder data) implements JdbcConnectionDetails {

    private static final String BIND_ADDRESS = "h2.bindAddress";

    OwnDatabase {
      if (System.getProperty(BIND_ADDRESS) == null) {
        System.setProperty(BIND_ADDRESS, "127.0.0.1");
      }
    }

    @Override
    public String getJdbcUrl() {
      return "jdbc:h2:file:%s;AUTO_SERVER=TRUE".formatted(data.database());
    }

    @Override
    public String getUsername() {
      return "harmony";
    }

    @Override
    public String getPassword() {
      return "";
    }
  }
}
