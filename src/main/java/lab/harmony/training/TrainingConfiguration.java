package lab.harmony.training;

import com.github.kagkarlsson.scheduler.task.Task;
import lab.harmony.work.JobId;
import lab.harmony.work.JobTasks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts trainings, and measuring them, among the kinds of jobs.
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {

  @Bean
  Task<JobId> trainingJobs(JobTasks tasks, ObjectProvider<TrainingHandler> handler) {
    return tasks.of(TrainingHandler.KIND, handler);
  }

  @Bean
  Task<JobId> estimateJobs(JobTasks tasks, ObjectProvider<TrainingHandler> handler) {
    return tasks.of(TrainingHandler.ESTIMATE, handler);
  }
}
