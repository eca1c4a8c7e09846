package lab.harmony.sparse;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import lab.harmony.notebooks.cells.CellProblem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets one at a time look at what was drawn of sparse grids and add to it, also of several
/// processes that work on one database: the lab and `./lab run`. Of one process one at a time waits
/// at the database, so that those who wait leave the connections to whoever has the turn.
@Component
class SparseTurn {

  private final JdbcClient database;
  private final int seconds;
  private final TransactionTemplate held;
  private final TransactionTemplate apart;
  private final ReentrantLock here = new ReentrantLock(true);

  @Autowired
  SparseTurn(JdbcClient database, PlatformTransactionManager transactions) {
    this(database, transactions, 60);
  }

  /// @param seconds so long one waits for those of this process, and then for those of others
  SparseTurn(JdbcClient database, PlatformTransactionManager transactions, int seconds) {
    this.database = database;
    this.seconds = seconds;
    this.held = new TransactionTemplate(transactions);
    held.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.apart = new TransactionTemplate(transactions);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
  }

  /// Does something while nobody else does. What it writes is there for all at once, and stays,
  /// whatever becomes of the turn.
  ///
  /// @throws CellProblem where others take too long, or the lab ends meanwhile
  <T> T alone(Supplier<T> doing) {
    try {
      if (!here.tryLock(seconds, TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CellProblem(0, "The lab ended. Execute the cell again to go on with its runs.");
    }
    try {
      return heldAlone(doing);
    } catch (CannotCreateTransactionException e) {
      throw new CellProblem(
          0,
          "The database was too busy to look at what is drawn of the grid. Execute the cell again to go on.");
    } finally {
      here.unlock();
    }
  }

  private <T> T heldAlone(Supplier<T> doing) {
    return Objects.requireNonNull(
        held.execute(_ -> {
          waitForOtherProcesses();
          return apart.execute(_ -> doing.get());
        }));
  }

  private void waitForOtherProcesses() {
    try {
      database
          .sql("select id from sparse_turn where id = 1 for update wait " + seconds)
          .query(Integer.class)
          .single();
    } catch (QueryTimeoutException | PessimisticLockingFailureException e) {
      throw busy();
    }
  }

  private CellProblem busy() {
    return new CellProblem(
        0,
        "Others have been adding pictures to sparse grids for more than %d s, and one adds after the other. Execute the cell again to go on."
            .formatted(seconds));
  }
}
