package lab.harmony.backup;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import lab.harmony.backup.scheduled.StorageSentence;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;

/// Adds rows until the system takes no more of the file; then says what helps.
final class FullDiskProgram {

  private FullDiskProgram() {}

  public static void main(String[] arguments) throws SQLException {
    var data = new DataFolder(Path.of(arguments[0]));
    try (var connection = LabDatabase.of(data).connect()) {
      connection.createStatement().execute("create table answered (number int, text text)");
      var insert = connection.prepareStatement("insert into answered values (?, ?)");
      for (int number = 1; ; number++) {
        insert.setInt(1, number);
        insert.setString(2, Integer.toString(number).repeat(2000));
        insert.executeUpdate();
        System.out.println("answered " + number);
      }
    } catch (SQLException e) {
      System.out.println(
          StorageSentence.of(e, data.root(), Optional.empty()).orElse("no sentence: " + e));
    }
  }
}
