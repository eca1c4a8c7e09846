package lab.harmony.work;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// How the queue hands jobs to what works them off: one task for each kind of job, a bean beside
/// its handler.
@Component
public class JobTasks {

  private final ObjectProvider<JobWorker> worker;

  JobTasks(ObjectProvider<JobWorker> worker) {
    this.worker = worker;
  }

  /// One claim on a job; the job itself says whether anything is left to do. One that was left
  /// because the worker ended keeps its place before those that wait.
  public Task<JobId> of(String kind, ObjectProvider<? extends JobHandler> handler) {
    return Tasks.oneTime(descriptor(kind))
        .onFailure((done, operations) -> {
          boolean left = done.getCause().filter(WorkerStops.class::isInstance).isPresent();
          operations.reschedule(
              done, left ? done.getExecution().executionTime : done.getTimeDone());
        })
        .execute((task, _) -> worker.getObject().work(task.getData(), handler.getObject()));
  }

  static TaskDescriptor<JobId> descriptor(String kind) {
    return TaskDescriptor.of(kind, JobId.class);
  }
}
