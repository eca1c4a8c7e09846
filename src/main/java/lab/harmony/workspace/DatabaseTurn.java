package lab.harmony.workspace;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets one at a time do something, also of several processes that work on one database: the lab
/// and a verb. Whoever does holds the one line of a table meanwhile. Of one process one at a time
/// waits at the database, so that those who wait leave the connections to whoever has the turn.
public final class DatabaseTurn {

  private final JdbcClient database;
  private final String table;
  private final int seconds;
  private final TransactionTemplate held;
  private final TransactionTemplate apart;
  private final ReentrantLock here = new ReentrantLock(true);

  /// Nothing was done.
  public static final class NoTurn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    NoTurn(Why why) {
      super(why.toString());
      this.why = why;
    }

    public Why why() {
      return why;
    }
  }

  public enum Why {
    /// Others take too long.
    OTHERS,
    /// The database has no connection left.
    BUSY,
    /// The process ends.
    ENDS
  }

  /// @param table with one line, whose `id` is 1
  /// @param seconds so long one waits for those of this process, and then for those of others
  public DatabaseTurn(
      JdbcClient database, PlatformTransactionManager transactions, String table, int seconds) {
    if (!table.matches("[a-z_]+")) {
      throw new IllegalArgumentException("need the name of a table, got \"%s\"".formatted(table));
    }
    this.database = database;
    this.table = table;
    this.seconds = seconds;
    this.held = new TransactionTemplate(transactions);
    held.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.apart = new TransactionTemplate(transactions);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
  }

  public int seconds() {
    return seconds;
  }

  /// Why nothing was done, and what to do.
  ///
  /// @param others what others do meanwhile, as `having pairs drawn`
  public String said(NoTurn none, String others) {
    return switch (none.why()) {
      case OTHERS ->
          "Others have been %s for more than %d s. Try it again.".formatted(others, seconds);
      case BUSY -> "The database was too busy. Try it again.";
      case ENDS -> "The lab ends.";
    };
  }

  /// Does something while nobody else does. What it writes is there for all at once, and stays,
  /// whatever becomes of the turn.
  ///
  /// @throws NoTurn where it was not done
  public <T> T alone(Supplier<T> doing) {
    try {
      if (!here.tryLock(seconds, TimeUnit.SECONDS)) {
        throw new NoTurn(Why.OTHERS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoTurn(Why.ENDS);
    }
    try {
      return Objects.requireNonNull(
          held.execute(_ -> {
            waitForOtherProcesses();
            return apart.execute(_ -> doing.get());
          }));
    } catch (CannotCreateTransactionException e) {
      throw new NoTurn(Why.BUSY);
    } finally {
      here.unlock();
    }
  }

  private void waitForOtherProcesses() {
    try {
      database
          .sql("select id from %s where id = 1 for update wait %d".formatted(table, seconds))
          .query(Integer.class)
          .single();
    } catch (QueryTimeoutException | PessimisticLockingFailureException e) {
      throw new NoTurn(Why.OTHERS);
    }
  }
}
