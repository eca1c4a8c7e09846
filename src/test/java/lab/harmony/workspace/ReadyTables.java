package lab.harmony.workspace;

import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/// Lets the labs that tests start make their tables from one script. What lies in a database that
/// is older is migrated as ever.
@Component
class ReadyTables implements FlywayMigrationStrategy {

  @Override
  public void migrate(Flyway flyway) {
    MigratedDatabase.fillIfEmpty(flyway.getConfiguration().getDataSource());
    flyway.migrate();
  }
}
