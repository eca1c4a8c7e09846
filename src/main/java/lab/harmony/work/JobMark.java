package lab.harmony.work;

import java.io.IOException;
import lab.harmony.workspace.ChangeMark;
import lab.harmony.workspace.DataFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells the processes of one data folder from each other's jobs: a small file that whoever changes
/// a job writes anew. As long as it is the same, nobody has to ask the database.
@Component
class JobMark {

  private static final Logger log = LoggerFactory.getLogger(JobMark.class);

  private final ChangeMark mark;

  JobMark(DataFolder data) {
    this.mark = new ChangeMark(data.jobMark());
  }

  /// A job became another one: says so once the change can be seen by others.
  void change() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              write();
            }
          });
    } else {
      write();
    }
  }

  /// Others find the change without it too, only later.
  private void write() {
    try {
      mark.change();
    } catch (IOException e) {
      log.debug("Other processes are not told of a job at once.", e);
    }
  }

  /// What stands there now; never the same before and after a change.
  String now() {
    return mark.now();
  }
}
