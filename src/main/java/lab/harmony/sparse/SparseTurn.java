package lab.harmony.sparse;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets one at a time look at what was drawn of sparse grids and add to it, also of several
/// processes that work on one database: the lab and `./lab run`.
@Component
class SparseTurn {

  private static final int SECONDS = 60;

  private final JdbcClient database;
  private final TransactionTemplate held;
  private final TransactionTemplate apart;

  SparseTurn(JdbcClient database, PlatformTransactionManager transactions) {
    this.database = database;
    this.held = new TransactionTemplate(transactions);
    held.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.apart = new TransactionTemplate(transactions);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
  }

  /// Does something while nobody else does. What it writes is there for all at once, and stays,
  /// whatever becomes of the turn.
  ///
  /// @throws PessimisticLockingFailureException where others take longer than a minute
  <T> T alone(Supplier<T> doing) {
    return Objects.requireNonNull(
        held.execute(_ -> {
          database
              .sql("select id from sparse_turn where id = 1 for update wait " + SECONDS)
              .query(Integer.class)
              .single();
          return apart.execute(_ -> doing.get());
        }));
  }
}
