package lab.harmony;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Every statement that the lab sends to its database, whoever sends it. Import it into the context
/// of a test that says how many there may be.
public final class CountedStatements implements BeanPostProcessor {

  private final List<String> sent = new CopyOnWriteArrayList<>();

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source ? new Counting(source) : bean;
  }

  /// Forgets what was sent.
  public void clear() {
    sent.clear();
  }

  public List<String> all() {
    return List.copyOf(sent);
  }

  /// Those about a table.
  public List<String> about(String table) {
    return sent.stream().filter(sql -> sql.matches("(?s).*\\b%s\\b.*".formatted(table))).toList();
  }

  private final class Counting extends DelegatingDataSource {

    Counting(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
      return counted(super.getConnection());
    }

    private Connection counted(Connection connection) {
      return (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, arguments) -> {
                if (method.getName().startsWith("prepareStatement")) {
                  sent.add((String) arguments[0]);
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
