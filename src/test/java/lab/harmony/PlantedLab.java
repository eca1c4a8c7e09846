package lab.harmony;

import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;

/// A lab without a browser that works on what a test has written into a folder.
public final class PlantedLab {

  private PlantedLab() {}

  /// Ada's lab with this workspace, its data inside it, and a database in memory.
  ///
  /// @param database a name that no other test uses
  public static void in(Path folder, String database, DynamicPropertyRegistry registry) {
    registry.add("harmony.workspace", folder::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("spring.datasource.url", () -> "jdbc:h2:mem:" + database);
    registry.add("harmony.person", () -> "Ada");
  }
}
