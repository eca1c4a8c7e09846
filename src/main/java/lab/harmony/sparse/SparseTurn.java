package lab.harmony.sparse;

import java.util.function.Supplier;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.workspace.DatabaseTurn;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/// Lets one at a time look at what was drawn of sparse grids and add to it, also of several
/// processes that work on one database: the lab and `./lab run`.
@Component
class SparseTurn {

  private final DatabaseTurn turn;

  @Autowired
  SparseTurn(JdbcClient database, PlatformTransactionManager transactions) {
    this(database, transactions, 60);
  }

  /// @param seconds so long one waits for those of this process, and then for those of others
  SparseTurn(JdbcClient database, PlatformTransactionManager transactions, int seconds) {
    this.turn = new DatabaseTurn(database, transactions, "sparse_turn", seconds);
  }

  /// Does something while nobody else does. What it writes is there for all at once, and stays,
  /// whatever becomes of the turn.
  ///
  /// @throws CellProblem where others take too long, or the lab ends meanwhile
  <T> T alone(Supplier<T> doing) {
    try {
      return turn.alone(doing);
    } catch (DatabaseTurn.NoTurn e) {
      throw new CellProblem(
          0,
          switch (e.why()) {
            case ENDS -> "The lab ended. Execute the cell again to go on with its runs.";
            case BUSY ->
                "The database was too busy to look at what is drawn of the grid. Execute the cell again to go on.";
            case OTHERS ->
                "Others have been adding pictures to sparse grids for more than %d s, and one adds after the other. Execute the cell again to go on."
                    .formatted(turn.seconds());
          });
    }
  }
}
